<!-- style ramp="grey" range="unit" unit="" low="" high="" -->
<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology" hasScaleBasedVisibilityFlag="0" minScale="1e+08" maxScale="0">
  <pipe>
    <provider>
      <resampling enabled="false" maxOversampling="2" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour"/>
    </provider>
    <rasterrenderer type="singlebandpseudocolor" band="{{band}}" classificationMin="0" classificationMax="1" opacity="1" alphaBand="-1" nodataColor="">
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
        <colorrampshader colorRampType="INTERPOLATED" classificationMode="1" minimumValue="0" maximumValue="1" clip="0" labelPrecision="4">
          <colorramp type="gradient" name="[source]">
            <prop k="color1" v="103,0,13,255"/>
            <prop k="color2" v="217,227,234,255"/>
            <prop k="discrete" v="0"/>
            <prop k="rampType" v="gradient"/>
            <prop k="stops" v="0.5;203,24,29,255:0.8;252,141,89,255:0.95;254,232,200,255"/>
          </colorramp>
          <item value="0" color="#67000d" alpha="255" label="0 · do not trust"/>
          <item value="0.5" color="#cb181d" alpha="255" label="0.5"/>
          <item value="0.8" color="#fc8d59" alpha="255" label="0.8"/>
          <item value="0.95" color="#fee8c8" alpha="255" label="0.95"/>
          <item value="1" color="#d9e3ea" alpha="255" label="1 · sure"/>
          <rampLegendSettings useContinuousLegend="1" orientation="2" direction="0" prefix="" suffix="" minimumLabel="0 · do not trust" maximumLabel="1 · sure">
            <numericFormat id="basic"/>
          </rampLegendSettings>
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
