namespace Planner.Text;

/// <summary>
/// The languages that models and programs around here know. The program runs without the platform's own tables
/// (InvariantGlobalization), and those have no Russian stems.
/// </summary>
internal static class LanguageTable
{
    // code | other codes and spellings that only stand alone, ISO 639-3 first | English names | Russian stems | FLORES-200
    // (https://github.com/facebookresearch/flores/blob/main/flores200/README.md): the script, or the whole code where it is not the ISO 639-3 one.
    // A Russian stem names the language where it is an adjective; with * any word that begins so does. Languages whose names are English
    // words (Afar, Ewe, Ido) are left out.
    private const string Lines = """
        af|afr|Afrikaans|африкаанс*|Latn
        ak|aka|Akan||Latn
        am|amh|Amharic|амхар|Ethi
        an|arg|Aragonese|арагон|
        ar|ara|Arabic|араб|arb_Arab
        as|asm|Assamese|ассам|Beng
        ast|ast|Asturian|астурий|Latn
        ay|aym|Aymara|аймара*|ayr_Latn
        az|aze|Azerbaijani,Azeri|азербайдж|azj_Latn
        ba|bak|Bashkir|башкир|Cyrl
        be|bel|Belarusian|белорус|Cyrl
        bg|bul|Bulgarian|болгар|Cyrl
        bm|bam|Bambara||Latn
        bn|ben|Bengali,Bangla|бенгал|Beng
        bo|bod,tib|Tibetan|тибет|Tibt
        br|bre|Breton|бретон|
        bs|bos|Bosnian|босний|Latn
        ca|cat|Catalan,Valencian|каталан|Latn
        ce|che|Chechen|чечен|
        ceb|ceb|Cebuano|себуан|Latn
        co|cos|Corsican|корсикан|
        cs|ces,cze|Czech|чешск|Latn
        cv|chv|Chuvash|чуваш|
        cy|cym,wel|Welsh|валлий|Latn
        da|dan|Danish|датск|Latn
        de|deu,ger|German|немец|Latn
        dz|dzo|Dzongkha||Tibt
        el|ell,gre|Greek|греческ|Grek
        en|eng|English|англи|Latn
        eo|epo|Esperanto|эсперанто*|Latn
        es|spa|Spanish,Castilian|испан|Latn
        et|est,ekk|Estonian|эстон|Latn
        eu|eus,baq|Basque|баскск|Latn
        fa|fas,per|Persian,Farsi|персид,фарси*|pes_Arab
        ff|ful|Fula,Fulah||fuv_Latn
        fi|fin|Finnish|финск|Latn
        fj|fij|Fijian|фиджий|Latn
        fo|fao|Faroese|фарер|Latn
        fr|fra,fre|French|франц|Latn
        fy|fry|Frisian,Western Frisian|фриз|
        ga|gle|Irish|ирланд|Latn
        gd|gla|Scottish Gaelic,Gaelic|гэльск|Latn
        gl|glg|Galician|галис|Latn
        gn|grn|Guarani|гуарани*|Latn
        gu|guj|Gujarati|гуджарат|Gujr
        ha|hau|Hausa|хауса|Latn
        haw|haw|Hawaiian|гавай|
        he|heb,iw|Hebrew|иврит*|Hebr
        hi|hin|Hindi|хинди*|Deva
        hr|hrv|Croatian|хорват|Latn
        ht|hat|Haitian Creole,Haitian|гаит|Latn
        hu|hun|Hungarian|венгер|Latn
        hy|hye,arm|Armenian|армян|Armn
        ia|ina|Interlingua|интерлингва*|
        id|ind|Indonesian|индонез|Latn
        ig|ibo|Igbo|игбо*|Latn
        is|isl,ice|Icelandic|исланд|Latn
        it|ita|Italian|итал|Latn
        ja|jpn|Japanese|япон|Jpan
        jv|jav,jw|Javanese|яван|Latn
        ka|kat,geo|Georgian|грузин|Geor
        kg|kon|Kikongo||Latn
        ki|kik|Kikuyu|кикуйю*|Latn
        kk|kaz|Kazakh|казах|Cyrl
        kl|kal|Greenlandic,Kalaallisut|гренланд|
        km|khm|Khmer|кхмер|Khmr
        kn|kan|Kannada|каннада*|Knda
        ko|kor|Korean|корей|Hang
        ks|kas|Kashmiri|кашмири*|Arab
        ku|kur|Kurdish|курд|kmr_Latn
        ky|kir|Kyrgyz,Kirghiz|киргиз,кыргыз|Cyrl
        la|lat|Latin|латын*,латинск|
        lb|ltz|Luxembourgish,Letzeburgesch|люксембург|Latn
        lg|lug|Luganda,Ganda||Latn
        li|lim|Limburgish||Latn
        ln|lin|Lingala|лингала*|Latn
        lo|lao|Lao,Laotian|лаос|Laoo
        lt|lit|Lithuanian|литовск|Latn
        lv|lav|Latvian|латыш|lvs_Latn
        mg|mlg|Malagasy|малагас|plt_Latn
        mi|mri,mao|Maori,Māori|маори*|Latn
        mk|mkd,mac|Macedonian|македон|Cyrl
        ml|mal|Malayalam|малаялам*|Mlym
        mn|mon|Mongolian|монгол|khk_Cyrl
        mr|mar|Marathi|маратх,маратхи*|Deva
        ms|msa,may|Malay|малай|zsm_Latn
        mt|mlt|Maltese|мальтий|Latn
        my|mya,bur,myanmar|Burmese|бирман|Mymr
        ne|nep|Nepali|непал|npi_Deva
        nl|nld,dut|Dutch,Flemish|голланд,нидерл,фламанд|Latn
        nn|nno|Nynorsk,Norwegian Nynorsk|нюнорск*|Latn
        no|nor,nb|Norwegian,Bokmål,Bokmal,Norwegian Bokmål|норвеж|nob_Latn
        ny|nya|Chichewa,Nyanja|чичева*|Latn
        oc|oci|Occitan|окситан|Latn
        om|orm|Oromo|оромо*|gaz_Latn
        or|ori|Odia,Oriya||ory_Orya
        os|oss|Ossetian|осетин|
        pa|pan|Punjabi,Panjabi|панджаб|Guru
        pl|pol|Polish|польск|Latn
        ps|pus|Pashto,Pushto|пушту*|pbt_Arab
        pt|por|Portuguese|португ|Latn
        qu|que|Quechua|кечуа*|quy_Latn
        rm|roh|Romansh|романш|
        rn|run|Rundi,Kirundi|рунди*|Latn
        ro|ron,rum,mo,moldavian,moldovan|Romanian|румын,молдав|Latn
        ru|rus|Russian|русск|Cyrl
        rw|kin|Kinyarwanda|киньяруанда*|Latn
        sa|san|Sanskrit|санскрит*|Deva
        sc|srd|Sardinian|сардин|Latn
        sd|snd|Sindhi|синдхи*|Arab
        sg|sag|Sango||Latn
        si|sin|Sinhala,Sinhalese|сингал|Sinh
        sk|slk,slo|Slovak|словац|Latn
        sl|slv|Slovenian,Slovene|словен|Latn
        sm|smo|Samoan|самоан|Latn
        sn|sna|Shona||Latn
        so|som|Somali|сомали*|Latn
        sq|sqi,alb|Albanian|албан|als_Latn
        sr|srp|Serbian|сербск|Cyrl
        ss|ssw|Siswati||Latn
        st|sot|Sesotho,Southern Sotho|сесото*|Latn
        su|sun|Sundanese|сундан|Latn
        sv|swe|Swedish|шведск|Latn
        sw|swa|Swahili|суахили*|swh_Latn
        ta|tam|Tamil|тамил|Taml
        te|tel|Telugu|телугу*|Telu
        tg|tgk|Tajik|таджик|Cyrl
        th|tha|Thai|тайск|Thai
        ti|tir|Tigrinya|тигринья*|Ethi
        tk|tuk|Turkmen|туркмен|Latn
        tl|tgl,fil|Tagalog,Filipino|тагал,филиппин|Latn
        tn|tsn|Tswana,Setswana|тсвана*|Latn
        tr|tur|Turkish|турец|Latn
        ts|tso|Tsonga||Latn
        tt|tat|Tatar|татар|Cyrl
        tw|twi|Twi||Latn
        ug|uig|Uyghur,Uighur|уйгур|Arab
        uk|ukr|Ukrainian|украин|Cyrl
        ur|urd|Urdu|урду*|Arab
        uz|uzb|Uzbek|узбек|uzn_Latn
        vi|vie|Vietnamese|вьетнам|Latn
        wo|wol|Wolof|волоф*|Latn
        xh|xho|Xhosa|исикоса*|Latn
        yi|yid|Yiddish|идиш*|ydd_Hebr
        yo|yor|Yoruba|йоруба*|Latn
        yue|yue|Cantonese|кантон|yue_Hant
        zh|zho,chi,cmn|Chinese,Mandarin|китай|zho_Hans
        zu|zul|Zulu|зулу*|Latn
        """;

    /// <summary>The languages, each once.</summary>
    public static IReadOnlyList<Row> Rows { get; } = [.. Lines.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Read)];

    private static Row Read(string line)
    {
        var cells = line.Split('|');
        var (codes, names, script) = (cells[1].Split(','), cells[2].Split(','), cells[4]);
        var flores = script.Length == 0 ? null : script.Contains('_', StringComparison.Ordinal) ? script : $"{codes[0]}_{script}";
        return new Row(
            new Language(cells[0], codes[0], names[0], flores),
            [cells[0], .. codes, .. flores is null ? (string[])[] : [flores[..3]]],
            names,
            cells[3].Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>A language and what stands for it.</summary>
    /// <param name="Language">The language.</param>
    /// <param name="Codes">Its codes, and spellings that are no words of a request.</param>
    /// <param name="Names">Its English names.</param>
    /// <param name="Stems">Its Russian stems, with * where any ending will do.</param>
    internal sealed record Row(Language Language, IReadOnlyList<string> Codes, IReadOnlyList<string> Names, IReadOnlyList<string> Stems);
}
