<!-- style ramp="vik_r" range="symmetric" unit="mm/yr" low="away from the satellite (subsidence)" high="towards the satellite (uplift)" -->
<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology" hasScaleBasedVisibilityFlag="0" minScale="100000000" maxScale="0">
  <renderer-v2 type="graduatedSymbol" graduatedMethod="GraduatedColor" attr="velocity_mean" symbollevels="0" forceraster="0" enableorderby="0">
    <ranges>
      {{classes 9}}<range lower="{{from}}" upper="{{to}}" symbol="{{index}}" label="{{label}}" render="true"/>
      {{end}}
    </ranges>
    <symbols>
      {{classes 9}}<symbol type="fill" name="{{index}}" alpha="1" force_rhr="0" clip_to_extent="1">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <prop k="color" v="{{rgb}},200"/>
          <prop k="style" v="solid"/>
          <prop k="outline_color" v="35,35,35,255"/>
          <prop k="outline_style" v="solid"/>
          <prop k="outline_width" v="0.2"/>
          <prop k="outline_width_unit" v="MM"/>
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
