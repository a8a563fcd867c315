<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <NamedLayer>
    <Name>components</Name>
    <UserStyle>
      <Name>components</Name>
      <Title>Components of unwrapped phase</Title>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <Opacity>1</Opacity>
            <ChannelSelection>
              <GrayChannel>
                <SourceChannelName>{{band}}</SourceChannelName>
              </GrayChannel>
            </ChannelSelection>
            <ColorMap type="values">
              <ColorMapEntry color="#4477aa" quantity="1" label="1 (largest)"/>
              <ColorMapEntry color="#ee6677" quantity="2" label="2"/>
              <ColorMapEntry color="#228833" quantity="3" label="3"/>
              <ColorMapEntry color="#ccbb44" quantity="4" label="4"/>
              <ColorMapEntry color="#66ccee" quantity="5" label="5"/>
              <ColorMapEntry color="#aa3377" quantity="6" label="6"/>
              <ColorMapEntry color="#e69f00" quantity="7" label="7"/>
              <ColorMapEntry color="#009e73" quantity="8" label="8"/>
              <ColorMapEntry color="#d55e00" quantity="9" label="9"/>
              <ColorMapEntry color="#999933" quantity="10" label="10"/>
              <ColorMapEntry color="#882255" quantity="11" label="11"/>
              <ColorMapEntry color="#bbbbbb" quantity="12" label="12"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
