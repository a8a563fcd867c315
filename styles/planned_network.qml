<!-- style ramp="lajolla_r" range="zero" unit="d" low="short pair" high="long pair" -->
<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology" hasScaleBasedVisibilityFlag="0" minScale="100000000" maxScale="0">
  <renderer-v2 type="graduatedSymbol" graduatedMethod="GraduatedColor" attr="days" symbollevels="0" forceraster="0" enableorderby="0">
    <ranges>
      {{classes 8}}<range lower="{{from}}" upper="{{to}}" symbol="{{index}}" label="{{label}}" render="true"/>
      {{end}}
    </ranges>
    <symbols>
      {{classes 8}}<symbol type="line" name="{{index}}" alpha="1" force_rhr="0" clip_to_extent="1">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <prop k="line_color" v="{{rgb}},255"/>
          <prop k="line_style" v="solid"/>
          <prop k="line_width" v="0.5"/>
          <prop k="line_width_unit" v="MM"/>
          <prop k="capstyle" v="round"/>
          <prop k="joinstyle" v="round"/>
        </layer>
      </symbol>
      {{end}}
    </symbols>
    <rotation/>
    <sizescale/>
  </renderer-v2>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
</qgis>
