"""A compact gazetteer: tells a dateline's place from the first word of a story.

Lower-case names of Indonesia's provinces (and their press short forms), regencies, cities and well-known towns (official
division of 2022: 38 provinces), of countries in Indonesian and English, and of the world cities the Indonesian press files
from. Compass parts ("Jakarta Selatan", "Lampung Utara") follow from the rule in :func:`is_place`.
"""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in text.split(";") if name.strip())


_PROVINCES = _names("""
aceh; nad; nanggroe aceh darussalam; sumatera utara; sumatra utara; sumut; sumatera barat; sumatra barat; sumbar; riau;
kepulauan riau; kepri; jambi; sumatera selatan; sumatra selatan; sumsel; kepulauan bangka belitung; bangka belitung; babel;
bengkulu; lampung; dki jakarta; dki; jakarta; banten; jawa barat; jabar; jawa tengah; jateng; di yogyakarta; diy;
daerah istimewa yogyakarta; yogyakarta; jawa timur; jatim; bali; nusa tenggara barat; ntb; nusa tenggara timur; ntt;
kalimantan barat; kalbar; kalimantan tengah; kalteng; kalimantan selatan; kalsel; kalimantan timur; kaltim;
kalimantan utara; kaltara; sulawesi utara; sulut; gorontalo; sulawesi tengah; sulteng; sulawesi barat; sulbar;
sulawesi selatan; sulsel; sulawesi tenggara; sultra; maluku; maluku utara; malut; papua; papua barat; papua selatan;
papua tengah; papua pegunungan; papua barat daya; sumatera; sumatra; jawa; kalimantan; sulawesi; jabodetabek; lombok;
sumbawa; flores; sumba; timor; madura; nias; bangka; belitung
""")

_REGENCIES = _names("""
aceh barat daya; abdya; aceh besar; aceh jaya; aceh singkil; aceh tamiang; aceh tenggara; bener meriah; bireuen; gayo lues;
nagan raya; pidie; pidie jaya; simeulue; banda aceh; langsa; lhokseumawe; sabang; subulussalam; lhoksukon; takengon;
meulaboh; sigli; tapaktuan; kutacane; blangpidie; jantho; singkil; sinabang; calang; idi; idi rayeuk; kualasimpang;
asahan; batubara; batu bara; dairi; deli serdang; humbang hasundutan; karo; labuhanbatu; labuhan batu; labura; labusel;
langkat; mandailing natal; madina; nias barat; padang lawas; paluta; palas; pakpak bharat; samosir; serdang bedagai; sergai;
simalungun; tapanuli; toba; toba samosir; binjai; gunungsitoli; medan; padangsidimpuan; padang sidempuan; pematangsiantar;
pematang siantar; siantar; sibolga; tanjungbalai; tanjung balai; tebing tinggi; tebingtinggi; lubuk pakam; kisaran;
rantauprapat; rantau prapat; stabat; kabanjahe; berastagi; balige; sidikalang; tarutung; parapat; panyabungan; belawan;
agam; dharmasraya; kepulauan mentawai; mentawai; lima puluh kota; limapuluh kota; padang pariaman; pasaman; pesisir selatan;
pessel; sijunjung; solok; tanah datar; bukittinggi; padang; padang panjang; padangpanjang; pariaman; payakumbuh; sawahlunto;
painan; batusangkar; lubuk basung; bengkalis; indragiri hilir; inhil; indragiri hulu; inhu; kampar; kepulauan meranti;
meranti; kuantan singingi; kuansing; pelalawan; rokan hilir; rohil; rokan hulu; rohul; siak; dumai; pekanbaru; bangkinang;
tembilahan; rengat; duri; selatpanjang; bagansiapiapi; bintan; karimun; kepulauan anambas; anambas; lingga; natuna; batam;
tanjungpinang; tanjung pinang; ranai; batang hari; batanghari; bungo; kerinci; merangin; muaro jambi; sarolangun;
tanjung jabung; tanjabbar; tanjabtim; tebo; sungai penuh; sungaipenuh; muara bungo; bangko; kuala tungkal; banyuasin;
empat lawang; lahat; muara enim; muaraenim; musi banyuasin; muba; musi rawas; muratara; mura; ogan ilir; ogan komering ilir; oki;
ogan komering ulu; oku; oku timur; oku selatan; penukal abab lematang ilir; pali; lubuklinggau; lubuk linggau; pagar alam;
pagaralam; palembang; prabumulih; baturaja; muaradua; martapura; kayuagung; kayu agung; indralaya; sekayu; martapura;
pangkalpinang; pangkal pinang; sungailiat; toboali; mentok; muntok; tanjungpandan; tanjung pandan; koba; manggar;
kaur; kepahiang; lebong; mukomuko; rejang lebong; seluma; curup; manna; argamakmur; arga makmur; lampung; mesuji; pesawaran;
pesisir barat; pringsewu; tanggamus; tulang bawang; tulangbawang; tubaba; way kanan; bandar lampung; bandarlampung; metro;
kotabumi; kalianda; krui; liwa; gunung sugih; menggala; lebak; pandeglang; serang; tangerang; tangsel; cilegon;
rangkasbitung; tigaraksa; serpong; ciputat; bandung; bandung barat; kbb; bekasi; bogor; ciamis; cianjur; cirebon; garut;
indramayu; karawang; kuningan; majalengka; pangandaran; purwakarta; subang; sukabumi; sumedang; tasikmalaya; banjar; cimahi;
depok; soreang; ngamprah; cibinong; cikarang; cikampek; cileungsi; lembang; jatinangor; pelabuhan ratu; palabuhanratu;
singaparna; cipanas; puncak; banjarnegara; banyumas; batang; blora; boyolali; brebes; cilacap; demak; grobogan; jepara;
karanganyar; kebumen; kendal; klaten; kudus; magelang; pati; pekalongan; pemalang; purbalingga; purworejo; rembang;
salatiga; semarang; sragen; sukoharjo; surakarta; solo; tegal; temanggung; wonogiri; wonosobo; purwokerto; ungaran; cepu;
slawi; kajen; mungkid; purwodadi; bumiayu; ambarawa; kartasura; kartosuro; bantul; gunungkidul; gunung kidul; kulon progo;
kulonprogo; sleman; jogja; jogjakarta; yogya; wonosari; wates; parangtritis; bangkalan; banyuwangi; blitar; bojonegoro;
bondowoso; gresik; jember; jombang; kediri; lamongan; lumajang; madiun; magetan; malang; mojokerto; nganjuk; ngawi; pacitan;
pamekasan; pasuruan; ponorogo; probolinggo; sampang; sidoarjo; situbondo; sumenep; trenggalek; tuban; tulungagung; surabaya;
batu; kota batu; kepanjen; kraksaan; bangil; caruban; pare; sukapura; lawang; badung; bangli; buleleng; gianyar; jembrana;
karangasem; klungkung; tabanan; denpasar; singaraja; semarapura; mangupura; amlapura; ubud; kuta; nusa dua; sanur; jimbaran;
nusa penida; bima; dompu; mataram; lobar; loteng; lotim; praya; selong; gerung; mandalika; taliwang; sumbawa besar;
alor; belu; ende; flores timur; flotim; kupang; lembata; malaka; manggarai; nagekeo; ngada; rote ndao; sabu raijua; sikka;
timor tengah selatan; tts; timor tengah utara; ttu; maumere; labuan bajo; larantuka; ruteng; bajawa; atambua; waingapu;
waikabubak; kefamenanu; soe; kalabahi; lewoleba; betun; tambolaka; bengkayang; kapuas hulu; kayong utara; ketapang; kubu raya;
landak; melawi; mempawah; sambas; sanggau; sekadau; sintang; pontianak; singkawang; putussibau; entikong; barito; barito kuala;
batola; gunung mas; kapuas; katingan; kotawaringin; kobar; kotim; lamandau; murung raya; pulang pisau; seruyan; sukamara;
palangka raya; palangkaraya; sampit; pangkalan bun; kuala kapuas; muara teweh; buntok; kasongan; balangan; hulu sungai;
kotabaru; tabalong; tanah bumbu; tanah laut; tapin; banjarmasin; banjarbaru; banjar baru; amuntai; barabai; kandangan;
pelaihari; rantau; tanjung; batulicin; marabahan; berau; kutai barat; kubar; kutai kartanegara; kukar; kutai timur; kutim;
mahakam ulu; mahulu; paser; penajam paser utara; ppu; penajam; balikpapan; bontang; samarinda; tenggarong; sangatta;
sangata; tanah grogot; tanjung redeb; sendawar; ikn; nusantara; sepaku; bulungan; malinau; nunukan; tana tidung; tarakan;
tanjung selor; sebatik; bolaang mongondow; bolmong; bolmut; bolsel; boltim; sangihe; kepulauan sangihe; talaud; sitaro;
kepulauan talaud; minahasa; minsel; minut; mitra; minahasa tenggara; bitung; kotamobagu; manado; tomohon; tondano; airmadidi;
amurang; tahuna; melonguane; bone bolango; bonebol; boalemo; gorut; pohuwato; limboto; marisa; suwawa; tilamuta; banggai;
banggai laut; banggai kepulauan; buol; donggala; morowali; parigi moutong; parimo; poso; sigi; tojo una-una; touna; tolitoli;
palu; luwuk; ampana; bungku; majene; mamasa; mamuju; mateng; pasangkayu; polewali mandar; polman; polewali; bantaeng; barru;
bone; bulukumba; enrekang; gowa; jeneponto; kepulauan selayar; selayar; luwu; lutim; lutra; maros; pangkajene; pangkep; pinrang;
sidenreng rappang; sidrap; sinjai; soppeng; takalar; tana toraja; toraja; toraja utara; wajo; makassar; palopo; parepare;
pare-pare; watampone; sungguminasa; sengkang; rantepao; makale; malili; masamba; belopa; watansoppeng; turikale; bombana;
buton; kolaka; koltim; konawe; konsel; konut; konkep; muna; mubar; wakatobi; baubau; bau-bau; kendari; raha; unaaha; wangi-wangi;
buru; kepulauan aru; aru; maluku barat daya; maluku tenggara; malteng; seram; kepulauan tanimbar; tanimbar; ambon; tual;
masohi; namlea; saumlaki; dobo; langgur; piru; bula; halmahera; halbar; halsel; halteng; haltim; halut; kepulauan sula; sula;
pulau morotai; morotai; pulau taliabu; taliabu; ternate; tidore; tidore kepulauan; sofifi; tobelo; labuha; jailolo; sanana;
weda; maba; daruba; asmat; biak; biak numfor; boven digoel; deiyai; dogiyai; intan jaya; jayapura; jayawijaya; keerom;
kepulauan yapen; yapen; lanny jaya; mamberamo raya; mamberamo tengah; mappi; merauke; mimika; nabire; nduga; paniai;
pegunungan bintang; puncak jaya; sarmi; supiori; tolikara; waropen; yahukimo; yalimo; timika; wamena; sentani; serui;
tanah merah; agats; oksibil; dekai; enarotali; sugapa; fakfak; fak-fak; kaimana; manokwari; maybrat; pegunungan arfak;
raja ampat; sorong; tambrauw; teluk bintuni; bintuni; teluk wondama; waisai; aimas; kumurkek; cengkareng; kemayoran; senayan
""")

_WORLD_CITIES = _names("""
abu dhabi; abuja; accra; addis ababa; adelaide; aljir; algiers; amman; amsterdam; ankara; antalya; athena; athens; atlanta; auckland;
baghdad; bagdad; baku; bandar seri begawan; bangkok; barcelona; beijing; beirut; belfast; bengaluru; beograd; berlin; bern;
bilbao; birmingham; bogota; bologna; boston; brasilia; bratislava; brisbane; brussel; brussels; bucharest; budapest;
buenos aires; busan; canberra; cape town; caracas; cebu; chennai; chicago; kolombo; colombo; damaskus; damascus; dallas;
dar es salaam; davos; delhi; den haag; detroit; dhaka; dili; doha; donetsk; dortmund; dubai; dublin; dusseldorf; edinburgh;
fukuoka; gaza; glasgow; guangzhou; gwangju; hanoi; hamburg; hanghzhou; hangzhou; havana; helsinki; hiroshima; ho chi minh;
ho chi minh city; hong kong; hongkong; honolulu; houston; hyderabad; incheon; islamabad; istanbul; jeddah; jedah; jenewa; geneva;
johannesburg; johor bahru; kabul; kairo; cairo; kano; karachi; kathmandu; khartoum; kiev; kyiv; kingston; kinshasa; kinabalu;
kota kinabalu; kopenhagen; copenhagen; kuala lumpur; kuching; kyoto; lagos; lahore; las vegas; lima; lisbon; lisabon; liverpool;
ljubljana; london; los angeles; luanda; lusail; lyon; madinah; madrid; makkah; mekah; mekkah; malaga; manama; manchester; manila;
marrakesh; marseille; melbourne; mexico city; miami; milan; milano; mina; arafah; minsk; monako; monaco; montevideo; montreal; moskow;
moskwa; moscow; moskva; mumbai; munich; muenchen; munchen; muscat; muskat; nagoya; nairobi; naypyidaw; naples; napoli; new delhi;
new york; newcastle; nice; nikosia; nicosia; osaka; oslo; ottawa; panama city; paris; pattaya; penang; perth; philadelphia;
phnom penh; phuket; port moresby; port vila; praha; prague; pretoria; pyeongchang; pyongyang; quito; rabat; rafah; ramallah;
reykjavik; riga; rio de janeiro; riyadh; roma; rome; rotterdam; saint petersburg; st petersburg; san francisco; san diego;
sanaa; santiago; sao paulo; sapporo; sarajevo; seattle; seoul; seville; sevilla; shanghai; shenzhen; silverstone; singapore;
singapura; sofia; srinagar; stockholm; suva; sydney; taipei; tallinn; tashkent; tbilisi; teheran; tehran; tel aviv; tokyo;
toronto; tripoli; tunis; turin; torino; ulaanbaatar; utrecht; valencia; vancouver; vatikan; vatican city; kota vatikan; venesia;
venezia; venice; verona; vientiane; vilnius; vladivostok; warsawa; warsaw; washington; washington dc; washington d.c.; wellington;
wina; vienna; wuhan; yangon; yerevan; yerusalem; jerusalem; yokohama; zagreb; zurich
""")

_COUNTRIES = _names("""
afganistan; afghanistan; afrika selatan; albania; aljazair; amerika serikat; as; angola; arab saudi; argentina; armenia;
australia; austria; azerbaijan; bahrain; bangladesh; belanda; belarus; belgia; bhutan; bolivia; bosnia; brasil; brazil; britania raya;
brunei; brunei darussalam; bulgaria; cekoslowakia; ceko; chile; cile; china; tiongkok; denmark; ekuador; estonia; ethiopia;
fiji; filipina; philippines; finlandia; gabon; georgia; ghana; guatemala; haiti; honduras; hungaria; india; indonesia; inggris;
irak; iran; irlandia; islandia; israel; italia; italy; jamaika; jepang; japan; jerman; germany; kamboja; cambodia; kamerun;
kanada; canada; kazakhstan; kenya; kolombia; kongo; korea selatan; korea utara; kosovo; kosta rika; kroasia; kuba; kuwait; laos;
latvia; lebanon; liberia; libya; lithuania; luksemburg; makedonia; malaysia; maladewa; mali; malta; maroko; meksiko; mesir;
moldova; mongolia; montenegro; mozambik; myanmar; namibia; nepal; nigeria; norwegia; oman; pakistan; palestina; panama;
papua nugini; papua new guinea; paraguay; peru; polandia; portugal; prancis; perancis; france; qatar; rumania; rusia; russia;
rwanda; selandia baru; senegal; serbia; slovenia; slovakia; somalia; spanyol; spain; sri lanka; sudan; suriah; suriname; swedia;
swiss; taiwan; tanzania; thailand; timor leste; tunisia; turki; turkiye; uganda; ukraina; ukraine; uni emirat arab; uea;
uruguay; uzbekistan; vanuatu; venezuela; vietnam; yaman; yordania; yunani; zambia; zimbabwe; us; usa; uk; united states;
england; scotland; wales; skotlandia; texas; california; florida; hawaii; virginia; new south wales; sabah; sarawak; johor
""")

_PLACES = _PROVINCES | _REGENCIES | _WORLD_CITIES | _COUNTRIES
_PARTS = frozenset("utara selatan barat timur tengah pusat tenggara raya kota laut kepulauan barat-daya city".split())
_UNITS = frozenset("kota kab kab. kabupaten kecamatan kec kec. provinsi prov prov. pulau kepulauan teluk desa".split())
LONGEST_PLACE = 4
"""Most words :func:`is_place` need be asked about at once."""


def is_place(text: str) -> bool:
    """Whether ``text`` as a whole names a place of the gazetteer, in any case; "Bekasi Selatan" and "Kab. Garut" too."""
    name = " ".join(text.split()).casefold()
    if name in _PLACES:
        return True
    head, _, last = name.rpartition(" ")
    if last in _PARTS and head in _PLACES:
        return True
    first, _, rest = name.partition(" ")
    return first in _UNITS and rest in _PLACES


def is_country(text: str) -> bool:
    """Whether ``text`` as a whole names a country, or a state or region of one outside Indonesia."""
    return " ".join(text.split()).casefold() in _COUNTRIES


def is_compass_part(word: str) -> bool:
    """Whether ``word`` is a part a place's name may end in ("Selatan", "Pusat"), which also begins ordinary phrases."""
    return word.casefold() in _PARTS
