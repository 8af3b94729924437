using System.Text.Json.Nodes;
using Planner.Inference.Local;

namespace Planner.Inference.HuggingFace.Tasks;

/// <summary>
/// Languages as translation models call them: NLLB by FLORES-200 codes (<c>spa_Latn</c>), mBART-50 with a region (<c>es_XX</c>), M2M100 and
/// others by ISO 639-1. Codes: the models' tokenizers on the Hub.
/// </summary>
internal static class TranslationCodes
{
    private static readonly Dictionary<string, (string Nllb, string? MBart)> Codes = new(StringComparer.Ordinal)
    {
        ["ar"] = ("arb_Arab", "ar_AR"),
        ["bg"] = ("bul_Cyrl", null),
        ["ca"] = ("cat_Latn", null),
        ["cs"] = ("ces_Latn", "cs_CZ"),
        ["da"] = ("dan_Latn", null),
        ["de"] = ("deu_Latn", "de_DE"),
        ["el"] = ("ell_Grek", null),
        ["en"] = ("eng_Latn", "en_XX"),
        ["es"] = ("spa_Latn", "es_XX"),
        ["et"] = ("est_Latn", "et_EE"),
        ["fa"] = ("pes_Arab", "fa_IR"),
        ["fi"] = ("fin_Latn", "fi_FI"),
        ["fr"] = ("fra_Latn", "fr_XX"),
        ["he"] = ("heb_Hebr", "he_IL"),
        ["hi"] = ("hin_Deva", "hi_IN"),
        ["hr"] = ("hrv_Latn", "hr_HR"),
        ["hu"] = ("hun_Latn", null),
        ["id"] = ("ind_Latn", "id_ID"),
        ["it"] = ("ita_Latn", "it_IT"),
        ["ja"] = ("jpn_Jpan", "ja_XX"),
        ["ka"] = ("kat_Geor", "ka_GE"),
        ["kk"] = ("kaz_Cyrl", "kk_KZ"),
        ["ko"] = ("kor_Hang", "ko_KR"),
        ["lt"] = ("lit_Latn", "lt_LT"),
        ["lv"] = ("lvs_Latn", "lv_LV"),
        ["nl"] = ("nld_Latn", "nl_XX"),
        ["pl"] = ("pol_Latn", "pl_PL"),
        ["pt"] = ("por_Latn", "pt_XX"),
        ["ro"] = ("ron_Latn", "ro_RO"),
        ["ru"] = ("rus_Cyrl", "ru_RU"),
        ["sk"] = ("slk_Latn", null),
        ["sl"] = ("slv_Latn", "sl_SI"),
        ["sr"] = ("srp_Cyrl", null),
        ["sv"] = ("swe_Latn", "sv_SE"),
        ["th"] = ("tha_Thai", "th_TH"),
        ["tr"] = ("tur_Latn", "tr_TR"),
        ["uk"] = ("ukr_Cyrl", "uk_UA"),
        ["ur"] = ("urd_Arab", "ur_PK"),
        ["vi"] = ("vie_Latn", "vi_VN"),
        ["zh"] = ("zho_Hans", "zh_CN"),
    };

    /// <summary>The value of a parameter for a model; only languages are changed, and only those that have a code.</summary>
    public static JsonNode For(string parameter, JsonNode value, string model)
    {
        if (parameter is not ("src_lang" or "tgt_lang") || value is not JsonValue json || !json.TryGetValue<string>(out var language))
        {
            return value.DeepClone();
        }

        var two = LanguageCode.Normalize(language);
        var code = Codes.TryGetValue(two, out var known)
            ? model.Contains("nllb", StringComparison.OrdinalIgnoreCase) ? known.Nllb
                : model.Contains("mbart", StringComparison.OrdinalIgnoreCase) ? known.MBart ?? two
                : two
            : language;
        return JsonValue.Create(code);
    }
}
