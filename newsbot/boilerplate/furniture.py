"""Rows for what a page's machinery prints: advertisement slots, buttons, players, pagination, widgets."""

from __future__ import annotations

from newsbot.boilerplate.rule import Effect, Rule

NETWORK = (
    r"(?:facebook|fb|twitter|x|whats ?app|wa|telegram|line|google ?(?:\+|plus|news)?|e-?mail|pinterest|"
    r"linkedin|instagram|tiktok|threads|youtube|messenger|copy|link|salin|mail)"
)

ROWS: tuple[Rule, ...] = (
    Rule(
        name="advertisement",
        effect=Effect.DROP,
        pattern=r"[-–—=\s]*(?:advertisements?|iklan|ads?|advertorial|sponsored|sponsor|promoted|close ads?|tutup "
        r"iklan|ad will close in.{0,20}|zxc\d)"
        r"(?: (?:content|links?|by|ini|here))?[-–—=\s:.]*",
        example="ADVERTISEMENT",
        reason="the label of an advertisement slot",
        trap="Iklan itu tayang sejak Januari.",
        opens="advertisement advertisements iklan ad ads advertorial sponsored sponsor promoted close tutup zxc1 "
        "zxc2 zxc3",
        longest=40,
    ),
    Rule(
        name="scroll hint",
        effect=Effect.DROP,
        pattern=r"[-–—\s]*(?:(?:advertisement )?scroll(?: down)? (?:to (?:continue|resume)|untuk (?:melanjutkan|"
        r"lanjut|membaca|(?:tahu|mengetahui|melihat|info(?:rmasi)?)(?: lebih lanjut| selengkapnya)?)|ke bawah).{0,40}|"
        r"(?:lanjutkan|lanjut) membaca artikel di bawah(?: ini)?|geser (?:ke \w+ )?untuk (?:melihat|membaca).{0,40}|"
        r"gulir (?:ke bawah )?untuk .{0,40}|artikel berlanjut setelah.{0,40}|pilihan konten)\s*[.↓]*",
        example="Scroll ke bawah untuk melanjutkan membaca",
        reason="the hint around an advertisement slot",
        opens="advertisement scroll lanjutkan lanjut geser gulir artikel",
        longest=80,
    ),
    Rule(
        name="loading",
        effect=Effect.DROP,
        pattern=r"(?:loading|memuat|mohon tunggu|harap tunggu|please wait|sedang memuat|load more|muat lebih banyak|"
        r"muat lainnya|sukses)"
        r"(?: (?:data|halaman|video|komentar|\w+ player))?\s*[.…]*",
        example="Loading...",
        reason="a slot that waits for a script",
        trap="Loading barang berlangsung sampai malam.",
        opens="loading memuat mohon harap please sedang load muat sukses",
        longest=40,
    ),
    Rule(
        name="share button",
        effect=Effect.DROP,
        pattern=r"[+\s]*(?:bagikan|share|sebarkan|kirim|tweet|retweet|like|suka|pin it|pint it|copy|print|cetak|"
        r"simpan|komentar|comments?|email|mail|"
        r"follow us|ikuti kami|dislike|shares?)"
        rf"(?:(?: (?:artikel|berita|ini|this|halaman|ke|via|on|di|article|:)|[ :,|/])*\s*(?:{NETWORK}(?:[ ,|/]+|$))*)?"
        r"\s*[:.!]?(?:\s*\(?\d+\)?)?",
        example="Bagikan ke Facebook",
        reason="the label of a share button",
        trap="Bagikan makanan itu kepada tetangga, pesannya.",
        opens="bagikan share sebarkan kirim tweet retweet like suka pin pint copy print cetak simpan komentar "
        "comment comments "
        "email mail follow ikuti dislike shares",
        longest=60,
    ),
    Rule(
        name="share counter",
        effect=Effect.DROP,
        pattern=r"[\d.,]+\s?(?:k|rb|ribu|jt)?\s?(?:shares?|komentar|comments?|views?|likes?|dibaca|kali dibaca|"
        r"dilihat|pembaca|tayangan|x dibaca|photos?|foto|menit|min read)",
        example="12 Komentar",
        reason="a counter beside a button",
        trap="12 foto itu dipamerkan di balai kota.",
        where="head",
        longest=30,
    ),
    Rule(
        name="network names",
        effect=Effect.DROP,
        pattern=rf"(?:{NETWORK}[\s,|/•]*){{1,8}}",
        example="Facebook Twitter WhatsApp",
        reason="the labels of share buttons in a row",
        opens="facebook fb twitter whatsapp wa telegram line google email e pinterest linkedin instagram tiktok "
        "threads "
        "youtube messenger copy link salin mail",
        longest=80,
    ),
    Rule(
        name="copy link",
        effect=Effect.DROP,
        pattern=r"(?:salin|copy) (?:tautan|link|url|artikel).{0,20}|(?:url|link|tautan) (?:telah|berhasil|sudah) "
        r"(?:ter|di)?(?:copy|salin|disalin).{0,20}|"
        r"(?:tautan|link) (?:ini )?(?:disalin|tersalin).{0,20}",
        example="Salin Tautan",
        reason="a button, or the message after it",
        opens="salin copy url link tautan",
        longest=50,
    ),
    Rule(
        name="picture button",
        effect=Effect.DROP,
        pattern=r"(?:perbesar|zoom|view gallery|klik gambar untuk (?:memperbesar|perbesar)|lihat (?:foto|gambar|"
        r"galeri|semua foto|slide ?show)|"
        r"foto \d+ (?:dari|of) \d+|\d{1,3}\s?/\s?\d{1,3}(?: foto)?|photo gallery|galeri foto|\+?\d{1,3} (?:foto|"
        r"photos?))",
        example="Perbesar",
        reason="the button on a picture",
        opens="perbesar zoom view klik lihat foto photo galeri",
        longest=50,
    ),
    Rule(
        name="font size",
        effect=Effect.DROP,
        pattern=r"(?:a\s?[-+–]?\s?){1,3}|(?:small|medium|normal|large|larger|kecil|sedang|besar)(?: (?:small|medium|"
        r"normal|large|larger|kecil|sedang|besar))+|"
        r"(?:ukuran (?:font|huruf|teks)|font size)\s*:?.{0,20}",
        example="A- A+",
        reason="the buttons for the size of the letters",
        opens="a small medium normal large larger kecil sedang besar ukuran font",
        longest=40,
    ),
    Rule(
        name="reader tools",
        effect=Effect.DROP,
        pattern=r"dengarkan (?:artikel|berita)(?: ini)?|tampilkan ringkasan(?: artikel)?|ringkasan (?:artikel|"
        r"berita)(?: ai)?|"
        r"add as a preferred source on google|jadikan .{2,30} sumber (?:pilihan|utama).{0,30}|laporkan (?:konten|"
        r"akun|artikel)|report(?: a)? (?:problem|content)|"
        r"kembali ke (?:artikel|atas|halaman utama|beranda)|back to top|mode (?:gelap|malam|terang)|simpan artikel|"
        r"artikel tersimpan|baca nanti|scan this qr.{0,60}|"
        r"tersimpan|disimpan|(?:klik )?(?:di sini|disini)[.!]?|klik disini|"
        r"got a tv licence\?",
        example="Dengarkan artikel ini",
        reason="a button of the reader's toolbar",
        opens="dengarkan tampilkan ringkasan add jadikan laporkan report kembali back mode simpan artikel baca scan "
        "tersimpan disimpan klik di disini got",
        longest=90,
    ),
    Rule(
        name="page number",
        effect=Effect.DROP,
        pattern=r"(?:halaman|page|hal)\s*:?\s*(?:\d{1,2}(?:\s*(?:/|dari|of|\||,)?\s*\d{1,2}){0,9})?|\d{1,2} (?:dari|"
        r"of|/) \d{1,2}(?: halaman| pages?)?|"
        r"(?:\d{1,2}\s+){1,9}(?:\d{1,2}|next|selanjutnya|berikutnya|»|>)?|"
        r"(?:halaman )?(?:selanjutnya|berikutnya|sebelumnya)(?: (?:selanjutnya|berikutnya))?\s*[»>→:]*|(?:next|"
        r"previous|prev|first|last)(?: page)?\s*[»>→]*|"
        r"(?:tampilkan|lihat|baca) (?:semua|semua halaman|satu halaman)|show all|(?:(?:baca|lihat) )?selengkapnya\s*[.…»>]*|read "
        r"more\s*[.…»>]*|more\s*[.…+»>]*",
        example="2 dari 3 halaman",
        reason="the story's or the list's pager",
        trap="Halaman depan rumah itu terendam.",
        longest=40,
    ),
    Rule(
        name="next page",
        effect=Effect.DROP,
        pattern=r"(?:berlanjut|bersambung|lanjut|klik|simak|baca|lihat|cek|selengkapnya|selanjutnya)\b[\w "
        r",]{0,60}?(?:\b(?:di|ke|pada|dalam) )?"
        r"halaman (?:berikut|selanjut)(?:nya)?(?: ?ini)?\s*[.…»>!]*|bersambung(?: ke .{1,40})?[.…]*",
        example="Berlanjut ke halaman berikutnya.",
        reason="a pointer to the story's next page",
        trap="Lihat nomor pendaftaran di halaman selanjutnya, lalu isi formulir.",
        opens="berlanjut bersambung lanjut klik simak baca lihat cek selengkapnya selanjutnya",
        longest=110,
    ),
    Rule(
        name="table of contents",
        effect=Effect.DROP,
        pattern=r"daftar isi\s*:?|table of contents",
        example="Daftar Isi",
        reason="the heading of the in-page contents",
        opens="daftar table",
        longest=30,
    ),
    Rule(
        name="embed caption",
        effect=Effect.DROP,
        pattern=r"(?:a post shared by|view this post on|lihat postingan ini di|sebuah kiriman dibagikan oleh|a "
        r"video shared by|sebuah (?:video|foto) yang dibagikan).{0,120}",
        example="A post shared by Balai Kota (@balaikota)",
        reason="what an embedded post prints around itself",
        opens="a view lihat sebuah",
        longest=160,
    ),
    Rule(
        name="tweet signature",
        effect=Effect.DROP,
        pattern=r"[—–-]+ ?.{1,60} \(@\w{1,20}\)\s?(?:\w+ \d{1,2}, \d{4}|\d{1,2} \w+ \d{4})",
        example="— Balai Kota (@balaikota) March 3, 2031",
        reason="the signature under an embedded tweet",
        closes="0123456789",
        longest=140,
    ),
    Rule(
        name="embedded tweet",
        effect=Effect.DROP,
        pattern=r".{0,400}pic\.twitter\.com/\w+.{0,100}",
        example="Jembatan rampung! pic.twitter.com/aBcD12eF",
        reason="the short address of a tweet's picture, which no writer types",
        longest=480,
        needs=("pic.twitter.com/",),
    ),
    Rule(
        name="garbled icon",
        effect=Effect.DROP,
        pattern=r"\?{2,} ?\[.{2,100}",
        example="???? [Kanal Kabar Muara]",
        reason="an icon lost in a wrong encoding, and the link beside it",
        needs=("??",),
        longest=110,
    ),
    Rule(
        name="rating widget",
        effect=Effect.DROP,
        pattern=r"(?:beri(?:kan)?|beri) (?:rating|nilai|penilaian)(?: untuk| pada)? .{2,40}|thanks for rating!?|"
        r"terima kasih (?:sudah|telah) .{0,60}rating.{0,20}",
        example="Berikan rating untuk artikel ini",
        reason="the rating widget",
        opens="beri berikan thanks terima",
        longest=90,
    ),
    Rule(
        name="login prompt",
        effect=Effect.DROP,
        pattern=r"(?:belum (?:punya|memiliki) akun|lupa (?:password|kata sandi)|konfirmasi email|(?:login|masuk|"
        r"daftar) (?:untuk|dengan|menggunakan)|"
        r"(?:gunakan|masuk dengan|login dengan) (?:google|facebook|akun)|untuk masuk dan daftar|halo, "
        r"profile)\b.{0,120}",
        example="Masuk dengan Google",
        reason="the login form's labels",
        trap="Daftar dengan KTP asli, kata panitia.",
        where="tail",
        opens="belum lupa konfirmasi login masuk gunakan untuk halo",
        longest=160,
    ),
    Rule(
        name="end mark",
        effect=Effect.DROP,
        pattern=r"(?:[*•·=_~#\-–—]\s?){2,60}|\*",
        example="***",
        reason="a rule of typed characters",
        trap="--- kata --- itu dicetak tebal",
        closes="*•·=_~#-–—",
        longest=120,
    ),
    Rule(
        name="campaign box",
        effect=Effect.DROP,
        pattern=r"baca kisah .{3,60} (?:di sini|disini)|!{2,}[^!]{5,80}!{2,}|beli \w{3,12}, klik di ?sini",
        example="Baca kisah para guru teladan di sini",
        reason="a campaign's box between the story and its tags",
        where="tail",
        opens="baca beli membaca",
        longest=90,
    ),
)
