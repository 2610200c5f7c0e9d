"""The vocabulary of the made-up press in copies_set: names, places, and how two newsrooms tell a point."""

from __future__ import annotations

FIRST = """Adi Bima Cakra Danu Eka Fajri Gilang Hesti Indra Jati Kirana Laras Maya Nanda Okta Prita Rangga Sekar Tirta Utari Vina Wulan
Yoga Zahra Bagas Citra Dewa Endah Farel Galih""".split()
LAST = """Wiratama Kusnandar Prabowati Sungkono Marbunan Latuheru Siregara Hutabar Nasutiana Wenangsih Tambunang Lestariani Gunawangsa
Mahardiko Saputrana Rumbewas Manurungi Pattiwael Kalangita Dahlania""".split()
PLACES = """Randuwangi Kalibening Tanjungsari Bukitraya Sukamerta Wanareja Pasirlayung Muaraindah Lembahrimbun Karangtirta Batulawang
Cikembang Rawamekar Teluksirih Gunungjati Padangluhur Sidowening Ngadiluhur Purwasana Banyuarum Kotamas Selatpanjing Pulaugading
Watusari Jatikencana Sendangrejo Lubuklinang Morotimur Talangbiru Airmanis""".split()
BODIES = """Dinas Pekerjaan Umum;Badan Penanggulangan Bencana Daerah;Dinas Kesehatan;Dinas Pendidikan;Kepolisian Resor;Kantor Kecamatan;
Balai Besar Sungai;Dinas Perdagangan;Palang Merah;Dinas Perhubungan;Kejaksaan Negeri;Dinas Pertanian""".replace(
    "\n", ""
).split(";")
ROLES = "Kepala;Sekretaris;Juru bicara;Pelaksana tugas kepala;Koordinator lapangan".split(";")
THINGS = """jembatan gantung;tanggul sungai;pasar induk;gedung sekolah dasar;puskesmas pembantu;jalan lintas kabupaten;terminal lama;
saluran irigasi;menara air;balai nelayan;rumah susun;lapangan kota;gudang beras;pelabuhan rakyat;stasiun pompa;museum daerah""".replace(
    "\n", ""
).split(";")
HAPPENED = """ambruk diterjang arus;terbakar menjelang subuh;selesai diperbaiki;ditutup sementara;diresmikan;digeledah petugas;
terendam air;dipindahkan ke lokasi baru;mulai direnovasi;disegel pemerintah;diserbu pengunjung;diusulkan menjadi cagar budaya""".replace(
    "\n", ""
).split(";")
CAUSES = """hujan lebat sejak malam;korsleting pada panel listrik;anggaran yang terlambat cair;tanah yang terus bergerak;keluhan warga sekitar;
temuan tim pemeriksa;lonjakan jumlah pengguna;umur bangunan yang sudah tua;sengketa lahan berkepanjangan;kiriman air dari hulu""".replace(
    "\n", ""
).split(";")
PEOPLE = "pedagang;petani;nelayan;pelajar;sopir angkutan;ibu rumah tangga;perajin;pengemudi ojek;guru honorer;buruh pabrik".split(
    ";"
)
NEEDS = "air bersih;selimut dan tikar;obat-obatan;bahan pangan;modal usaha;alat berat;penerangan darurat;kendaraan pengganti;lahan parkir;ruang kelas".split(
    ";"
)
QUOTES = (
    "Kami bekerja siang dan malam supaya {thing} itu bisa dipakai lagi sebelum {month}, dan kami minta warga bersabar",
    "Jangan ada yang mendekat dulu karena keadaan di sana belum aman, apalagi anak-anak yang sering bermain sepulang sekolah",
    "Saya sudah {many} tahun tinggal di sini dan baru kali ini melihat kejadian seperti itu",
    "Yang paling kami perlukan sekarang adalah {need}, bukan janji yang diulang setiap musim",
    "Semua data sudah kami serahkan kepada pimpinan, jadi tinggal menunggu keputusan pekan depan",
    "Tidak ada yang ditutup-tutupi, silakan periksa sendiri catatannya di kantor kami setiap hari kerja",
    "Anak saya harus berjalan memutar hampir {many} kilometer, sementara ongkos naik terus",
    "Kalau hanya mengandalkan iuran, dananya tidak akan cukup untuk membayar tukang, apalagi membeli semen",
)
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
DAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()

# A point in the words of two newsrooms: the same facts, other sentences.
TELLINGS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "lead": (
        (
            "{Thing} di {place} {happened} pada {day} ({date}) sekitar pukul {clock} waktu setempat akibat {cause}.",
            "Akibat {cause}, {thing} yang berada di wilayah {place} {happened}, {day} ({date}) pukul {clock}.",
        ),
        (
            "Warga {place} dikejutkan kabar bahwa {thing} kebanggaan mereka {happened}. Peristiwa pada {day} ({date}) itu diduga dipicu {cause}.",
            "Peristiwa tak biasa dialami penduduk {place}. Hari {day} ({date}), {thing} setempat {happened}; penyebabnya disebut-sebut {cause}.",
        ),
    ),
    "toll": (
        (
            "Sedikitnya {count} {people} dari {kk} keluarga terkena dampaknya dan sebagian memilih mengungsi ke rumah kerabat.",
            "Data sementara mencatat {count} {people} serta {kk} kepala keluarga terdampak langsung.",
        ),
        (
            "Menurut hitungan relawan, ada {kk} keluarga yang kehidupannya terganggu, di antaranya {count} {people}.",
            "Sampai berita ini dibuat, kerugian dirasakan {kk} keluarga; {count} orang di antaranya {people}.",
        ),
    ),
    "money": (
        (
            "Pemerintah daerah menyiapkan dana Rp{money} juta untuk penanganan tahap awal yang ditargetkan rampung dalam {weeks} pekan.",
            "Untuk tahap pertama telah dialokasikan Rp{money} juta dengan masa pengerjaan {weeks} pekan.",
        ),
        (
            "Biayanya tidak sedikit. Kas daerah akan keluar Rp{money} juta, sementara pekerjaan dijadwalkan berlangsung {weeks} pekan.",
            "Tenggat {weeks} pekan dipatok bagi kontraktor yang bakal mengelola uang Rp{money} juta dari kas daerah.",
        ),
    ),
    "helper": (
        (
            "{body} {place} menurunkan {crew} personel yang dipimpin {name} dan membuka posko di halaman masjid.",
            "Sebanyak {crew} personel {body} {place} di bawah komando {name} dikerahkan ke lokasi kejadian.",
        ),
        (
            "Di lapangan tampak {name} memberi aba-aba kepada {crew} anak buahnya dari {body}, tak jauh dari tenda darurat.",
            "{name} memboyong {crew} anggota {body} untuk membantu, lengkap dengan truk dan dapur umum.",
        ),
    ),
    "need": (
        (
            "Kebutuhan yang mendesak saat ini adalah {need}, terutama bagi {people} yang kehilangan penghasilan.",
            "{Need} menjadi kebutuhan utama para {people} hingga beberapa hari ke depan.",
        ),
        (
            "Para {people} mengaku kesulitan mendapatkan {need} sejak hari pertama.",
            "Soal {need}, belum seorang pun dapat memastikan kapan pasokannya datang kepada {people}.",
        ),
    ),
    "past": (
        (
            "Kejadian serupa pernah menimpa kawasan itu pada {year} dan menyebabkan aktivitas warga lumpuh selama {many} hari.",
            "Pada {year}, {thing} yang sama juga bermasalah sehingga kegiatan ekonomi terhenti {many} hari.",
        ),
        (
            "Ingatan orang kembali ke tahun {year}, saat roda perekonomian kampung mandek {many} hari lantaran perkara yang mirip.",
            "Bukan baru sekali. Arsip desa menyimpan catatan {year}: {many} hari penduduk tak bisa berjualan.",
        ),
    ),
    "traffic": (
        (
            "Arus kendaraan dialihkan melalui {place2} sejak pukul {clock2} dan antrean mengular hingga {many} kilometer.",
            "Kendaraan dari arah {place2} diminta mencari jalur lain karena kemacetan mencapai {many} kilometer.",
        ),
        (
            "Pengendara kini harus memutar lewat {place2}. Seorang petugas menghitung ekor kemacetan {many} kilometer.",
            "Macet {many} kilometer tak terhindarkan, membuat jalan tikus di {place2} mendadak ramai.",
        ),
    ),
    "plan": (
        (
            "Rapat lanjutan dijadwalkan pada {day2} dengan menghadirkan {name2} selaku perwakilan warga.",
            "Perwakilan warga, {name2}, akan dihadirkan dalam rapat lanjutan {day2} mendatang.",
        ),
        (
            "{name2} sudah ditunjuk para tetangganya sebagai penyambung lidah ketika pertemuan digelar lagi {day2}.",
            "Nasib mereka akan dibicarakan {day2}, dan {name2} berjanji hadir membawa suara kampung.",
        ),
    ),
}
SAID = (
    ('"{quote}," kata {role} {body} {name} kepada wartawan, {day}.', '"{quote}," ujar {name}, {role} {body}, di lokasi.'),
    ('{name} angkat bicara. "{quote}," tuturnya.', 'Ditemui terpisah, {name} dari {body} berujar, "{quote}."'),
)  # fmt: skip
COLOUR = """Suasana di sekitar lokasi {a} sejak pagi, sementara {b} tampak {c} di tepi jalan.
Beberapa {b} yang ditemui mengaku {d} dan berharap keadaan segera {e}.
Hingga sore, {b} masih {c} meskipun langit {f}.
Tokoh masyarakat setempat meminta semua pihak {g} dan tidak {h}.
Di dekat pintu masuk, {b} {c} sambil menunggu kabar, lalu {i} ketika petang tiba.
Pemandangan itu berbeda dari pekan lalu, saat {b} biasanya {i} tanpa rasa khawatir.
Sebuah warung yang biasanya ramai kini {a}, dan pemiliknya memilih {g}.
Para relawan {i}, sebagian lagi {c}, agar beban {b} sedikit ringan.""".split("\n")
WORDS = {
    "a": "lengang;ramai;tegang;sunyi;berdebu;becek;penuh sesak;kembali tenang;sepi pembeli;hiruk-pikuk",
    "b": "warga;sejumlah pemuda;para orang tua;pengunjung;rombongan ibu-ibu;tukang parkir;pekerja harian;para santri;mahasiswa;penjual gorengan",
    "c": "berkerumun;memotret keadaan;membersihkan lumpur;duduk beralaskan terpal;memindahkan perabot;mengatur lalu lintas;bercakap-cakap;menyusun karung pasir",
    "d": "kecewa;belum mendapat penjelasan;pasrah;lega;terkejut;sudah menduganya;kehilangan langganan;tetap bersemangat",
    "e": "pulih;membaik;ditangani;diumumkan secara terbuka;kembali seperti semula;mendapat perhatian pusat",
    "f": "mendung;mulai gelap;cerah;dihiasi awan tipis;gerimis;memerah",
    "g": "menahan diri;bergotong royong;mengutamakan musyawarah;menunggu hasil pemeriksaan;mengawasi prosesnya;menjaga kerukunan",
    "h": "menyebarkan kabar bohong;saling menyalahkan;berspekulasi;terpancing emosi;mengambil keuntungan sendiri;tergesa-gesa",
    "i": "membagikan makanan hangat;menyalakan lampu minyak;pulang ke rumah masing-masing;menggelar doa bersama;menutup lapak;berjaga bergantian",
}
