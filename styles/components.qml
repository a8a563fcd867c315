<!-- style ramp="grey" range="unit" unit="" low="" high="" -->
<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology" hasScaleBasedVisibilityFlag="0" minScale="1e+08" maxScale="0">
  <pipe>
    <provider>
      <resampling enabled="false" maxOversampling="2" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour"/>
    </provider>
    <rasterrenderer type="singlebandpseudocolor" band="{{band}}" classificationMin="0" classificationMax="12" opacity="0.8" alphaBand="-1" nodataColor="">
      <rasterTransparency/>
      <minMaxOrigin>
        <limits>None</limits>
        <extent>WholeRaster</extent>
        <statAccuracy>Estimated</statAccuracy>
        <cumulativeCutLower>0.02</cumulativeCutLower>
        <cumulativeCutUpper>0.98</cumulativeCutUpper>
        <stdDevFactor>2</stdDevFactor>
      </minMaxOrigin>
      <rastershader>
        <colorrampshader colorRampType="DISCRETE" classificationMode="1" minimumValue="0" maximumValue="12" clip="0" labelPrecision="4">
          <item value="0.5" color="#ffffff" alpha="0" label="none"/>
          <item value="1.5" color="#4e79a7" alpha="255" label="1 · largest"/>
          <item value="2.5" color="#f28e2b" alpha="255" label="2"/>
          <item value="3.5" color="#59a14f" alpha="255" label="3"/>
          <item value="4.5" color="#e15759" alpha="255" label="4"/>
          <item value="5.5" color="#b07aa1" alpha="255" label="5"/>
          <item value="6.5" color="#edc948" alpha="255" label="6"/>
          <item value="7.5" color="#76b7b2" alpha="255" label="7"/>
          <item value="8.5" color="#ff9da7" alpha="255" label="8"/>
          <item value="9.5" color="#9c755f" alpha="255" label="9"/>
          <item value="10.5" color="#8cd17d" alpha="255" label="10"/>
          <item value="11.5" color="#d37295" alpha="255" label="11"/>
          <item value="inf" color="#6b5b73" alpha="255" label="12 and more · small"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
    <brightnesscontrast brightness="0" contrast="0" gamma="1"/>
    <huesaturation saturation="0" grayscaleMode="0" colorizeOn="0"/>
    <rasterresampler maxOversampling="2"/>
    <resamplingStage>resamplingFilter</resamplingStage>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
