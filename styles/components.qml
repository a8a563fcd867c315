<!-- style ramp="grey" range="unit" unit="" low="" high="" -->
<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology" hasScaleBasedVisibilityFlag="0" minScale="1e+08" maxScale="0">
  <pipe>
    <rasterrenderer type="paletted" band="{{band}}" opacity="1" alphaBand="-1" nodataColor="">
      <rasterTransparency/>
      <minMaxOrigin>
        <limits>None</limits>
        <extent>WholeRaster</extent>
        <statAccuracy>Estimated</statAccuracy>
        <cumulativeCutLower>0.02</cumulativeCutLower>
        <cumulativeCutUpper>0.98</cumulativeCutUpper>
        <stdDevFactor>2</stdDevFactor>
      </minMaxOrigin>
      <colorPalette>
        <paletteEntry value="1" color="#4477aa" alpha="255" label="1 (largest)"/>
        <paletteEntry value="2" color="#ee6677" alpha="255" label="2"/>
        <paletteEntry value="3" color="#228833" alpha="255" label="3"/>
        <paletteEntry value="4" color="#ccbb44" alpha="255" label="4"/>
        <paletteEntry value="5" color="#66ccee" alpha="255" label="5"/>
        <paletteEntry value="6" color="#aa3377" alpha="255" label="6"/>
        <paletteEntry value="7" color="#e69f00" alpha="255" label="7"/>
        <paletteEntry value="8" color="#009e73" alpha="255" label="8"/>
        <paletteEntry value="9" color="#d55e00" alpha="255" label="9"/>
        <paletteEntry value="10" color="#999933" alpha="255" label="10"/>
        <paletteEntry value="11" color="#882255" alpha="255" label="11"/>
        <paletteEntry value="12" color="#bbbbbb" alpha="255" label="12"/>
      </colorPalette>
    </rasterrenderer>
    <brightnesscontrast brightness="0" contrast="0" gamma="1"/>
    <huesaturation saturation="0" grayscaleMode="0" colorizeOn="0"/>
    <rasterresampler maxOversampling="2"/>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
