<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <NamedLayer>
    <Name>layover_shadow</Name>
    <UserStyle>
      <Name>layover_shadow</Name>
      <Title>Layover and shadow</Title>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <Opacity>0.7</Opacity>
            <ChannelSelection>
              <GrayChannel>
                <SourceChannelName>{{band}}</SourceChannelName>
              </GrayChannel>
            </ChannelSelection>
            <ColorMap type="values">
              <ColorMapEntry color="#ffffff" quantity="1" opacity="0" label="seen"/>
              <ColorMapEntry color="#d95f02" quantity="2" label="layover: several slopes in one cell"/>
              <ColorMapEntry color="#1f2d50" quantity="3" label="shadow: not seen"/>
              <ColorMapEntry color="#7570b3" quantity="4" label="layover and shadow"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
