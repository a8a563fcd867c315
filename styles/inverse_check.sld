<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <NamedLayer>
    <Name>inverse_check</Name>
    <UserStyle>
      <Name>inverse_check</Name>
      <Title>Cells that the reversed pair unwraps otherwise</Title>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <Opacity>0.8</Opacity>
            <ChannelSelection>
              <GrayChannel>
                <SourceChannelName>{{band}}</SourceChannelName>
              </GrayChannel>
            </ChannelSelection>
            <ColorMap type="values">
              <ColorMapEntry color="#ffffff" quantity="1" opacity="0" label="the same both ways"/>
              <ColorMapEntry color="#cb181d" quantity="2" label="other cycles: not reliable"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
