using System.Text.Json.Nodes;
using Planner.Text;

namespace Planner.Inference.HuggingFace.Tasks;

/// <summary>
/// Languages as translation models call them: NLLB by FLORES-200 codes (<c>spa_Latn</c>), mBART-50 with a region (<c>es_XX</c>), M2M100 and
/// others by ISO 639-1.
/// </summary>
internal static class TranslationCodes
{
    // The tokenizer of facebook/mbart-large-50-many-to-many-mmt.
    private static readonly string[] MBart =
    [
        "af_ZA", "ar_AR", "az_AZ", "bn_IN", "cs_CZ", "de_DE", "en_XX", "es_XX", "et_EE", "fa_IR", "fi_FI", "fr_XX", "gl_ES", "gu_IN", "he_IL", "hi_IN", "hr_HR",
        "id_ID", "it_IT", "ja_XX", "ka_GE", "kk_KZ", "km_KH", "ko_KR", "lt_LT", "lv_LV", "mk_MK", "ml_IN", "mn_MN", "mr_IN", "my_MM", "ne_NP", "nl_XX", "pl_PL",
        "ps_AF", "pt_XX", "ro_RO", "ru_RU", "si_LK", "sl_SI", "sv_SE", "sw_KE", "ta_IN", "te_IN", "th_TH", "tl_XX", "tr_TR", "uk_UA", "ur_PK", "vi_VN", "xh_ZA",
        "zh_CN",
    ];

    /// <summary>The value of a parameter for a model; only languages are changed, and only those that have a code.</summary>
    public static JsonNode For(string parameter, JsonNode value, string model)
    {
        if (parameter is not ("src_lang" or "tgt_lang") || value is not JsonValue json || !json.TryGetValue<string>(out var named) || Language.Find(named) is not { } language)
        {
            return value.DeepClone();
        }

        return JsonValue.Create(
            model.Contains("nllb", StringComparison.OrdinalIgnoreCase) ? IsFlores(named) ? named : language.Flores ?? named
            : model.Contains("mbart", StringComparison.OrdinalIgnoreCase) ? MBart.FirstOrDefault(code => code.AsSpan(0, 2).SequenceEqual(language.Code)) ?? language.Code
            : language.Code);
    }

    // "zho_Hant" says more than "zh".
    private static bool IsFlores(string named) => named is [_, _, _, '_', _, _, _, _];
}
