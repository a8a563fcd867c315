<!-- style ramp="lajolla_r" range="zero" unit="" low="steadiest" high="least steady" -->
<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology" hasScaleBasedVisibilityFlag="0" minScale="100000000" maxScale="0">
  <renderer-v2 type="graduatedSymbol" graduatedMethod="GraduatedColor" attr="dispersion" symbollevels="0" forceraster="0" enableorderby="0">
    <ranges>
      {{classes 5}}<range lower="{{from}}" upper="{{to}}" symbol="{{index}}" label="{{label}}" render="true"/>
      {{end}}
    </ranges>
    <symbols>
      {{classes 5}}<symbol type="marker" name="{{index}}" alpha="1" force_rhr="0" clip_to_extent="1">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <prop k="name" v="circle"/>
          <prop k="color" v="{{rgb}},255"/>
          <prop k="outline_style" v="no"/>
          <prop k="size" v="1.6"/>
          <prop k="size_unit" v="MM"/>
          <prop k="scale_method" v="diameter"/>
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
