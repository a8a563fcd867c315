<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <NamedLayer>
    <Name>reliability</Name>
    <UserStyle>
      <Name>reliability</Name>
      <Title>Reliability of the unwrapped phase</Title>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <Opacity>1</Opacity>
            <ChannelSelection>
              <GrayChannel>
                <SourceChannelName>{{band}}</SourceChannelName>
              </GrayChannel>
            </ChannelSelection>
            <ColorMap type="ramp">
              <ColorMapEntry color="#67000d" quantity="0" label="0 · do not trust"/>
              <ColorMapEntry color="#cb181d" quantity="0.5" label="0.5"/>
              <ColorMapEntry color="#fc8d59" quantity="0.8" label="0.8"/>
              <ColorMapEntry color="#fee8c8" quantity="0.95" label="0.95"/>
              <ColorMapEntry color="#d9e3ea" quantity="1" label="1 · sure"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
