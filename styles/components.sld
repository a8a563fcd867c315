<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <NamedLayer>
    <Name>components</Name>
    <UserStyle>
      <Name>components</Name>
      <Title>Connected components of the unwrapped phase</Title>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <Opacity>0.8</Opacity>
            <ChannelSelection>
              <GrayChannel>
                <SourceChannelName>{{band}}</SourceChannelName>
              </GrayChannel>
            </ChannelSelection>
            <ColorMap type="intervals">
              <ColorMapEntry color="#ffffff" quantity="0.5" opacity="0" label="none"/>
              <ColorMapEntry color="#4e79a7" quantity="1.5" label="1 · largest"/>
              <ColorMapEntry color="#f28e2b" quantity="2.5" label="2"/>
              <ColorMapEntry color="#59a14f" quantity="3.5" label="3"/>
              <ColorMapEntry color="#e15759" quantity="4.5" label="4"/>
              <ColorMapEntry color="#b07aa1" quantity="5.5" label="5"/>
              <ColorMapEntry color="#edc948" quantity="6.5" label="6"/>
              <ColorMapEntry color="#76b7b2" quantity="7.5" label="7"/>
              <ColorMapEntry color="#ff9da7" quantity="8.5" label="8"/>
              <ColorMapEntry color="#9c755f" quantity="9.5" label="9"/>
              <ColorMapEntry color="#8cd17d" quantity="10.5" label="10"/>
              <ColorMapEntry color="#d37295" quantity="11.5" label="11"/>
              <ColorMapEntry color="#6b5b73" quantity="1e30" label="12 and more · small"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
