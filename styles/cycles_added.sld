<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <NamedLayer>
    <Name>cycles_added</Name>
    <UserStyle>
      <Name>cycles_added</Name>
      <Title>Cycles added over all pairs</Title>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <Opacity>1</Opacity>
            <ChannelSelection>
              <GrayChannel>
                <SourceChannelName>{{band}}</SourceChannelName>
              </GrayChannel>
            </ChannelSelection>
            <ColorMap type="intervals">
              <ColorMapEntry color="#ffffff" quantity="0.5" opacity="0" label="0 · left as it was"/>
              <ColorMapEntry color="#7fcdbb" quantity="1.5" label="1 cycle"/>
              <ColorMapEntry color="#41b6c4" quantity="2.5" label="2"/>
              <ColorMapEntry color="#1d91c0" quantity="3.5" label="3"/>
              <ColorMapEntry color="#225ea8" quantity="5.5" label="4 or 5"/>
              <ColorMapEntry color="#253494" quantity="10.5" label="6 to 10"/>
              <ColorMapEntry color="#081d58" quantity="1e30" label="more than 10 · in many pairs"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
