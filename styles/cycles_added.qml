<!-- style ramp="grey" range="unit" unit="" low="" high="" -->
<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology" hasScaleBasedVisibilityFlag="0" minScale="1e+08" maxScale="0">
  <pipe>
    <provider>
      <resampling enabled="false" maxOversampling="2" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour"/>
    </provider>
    <rasterrenderer type="singlebandpseudocolor" band="{{band}}" classificationMin="0" classificationMax="11" opacity="1" alphaBand="-1" nodataColor="">
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
        <colorrampshader colorRampType="DISCRETE" classificationMode="1" minimumValue="0" maximumValue="11" clip="0" labelPrecision="4">
          <item value="0.5" color="#ffffff" alpha="0" label="0 · left as it was"/>
          <item value="1.5" color="#7fcdbb" alpha="255" label="1 cycle"/>
          <item value="2.5" color="#41b6c4" alpha="255" label="2"/>
          <item value="3.5" color="#1d91c0" alpha="255" label="3"/>
          <item value="5.5" color="#225ea8" alpha="255" label="4 or 5"/>
          <item value="10.5" color="#253494" alpha="255" label="6 to 10"/>
          <item value="inf" color="#081d58" alpha="255" label="more than 10 · in many pairs"/>
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
