namespace Planner.Inference.Local.Images;

/// <summary>Places in a picture as people say them and ImageMagick takes them.</summary>
internal static class Gravity
{
    /// <summary>A pattern for a place: "in the top left corner", "внизу справа".</summary>
    public const string Pattern =
        "(?<at>(?:(?:at|in|on|to|near|into|from|around)(?: the)? )?(?:very )?(?:top|bottom|upper|lower|left|right|centre|center|middle)(?:[ -](?:left|right|centre|center|middle))?"
        + "(?: (?:hand )?(?:corner|part|side|edge|half))?(?: of(?: the)? (?:image|picture|photo))?"
        + "|(?:(?:в|на|с|по|у) )?(?:самом )?(?:верхн[а-я]+|нижн[а-я]+|лев[а-я]+|прав[а-я]+|сверху|снизу|вверху|внизу|наверху|слева|справа|центр[а-я]*|посередине|середин[а-я]+)"
        + "(?: (?:лев[а-я]+|прав[а-я]+|слева|справа|по центру|посередине))?(?: (?:углу?|част[а-я]+|сторон[а-я]+|кра[а-я]+))?(?: (?:картинк[а-я]+|изображени[а-я]+|фото|фотографи[а-я]+))?)";

    /// <summary>ImageMagick's word; null for no words.</summary>
    public static string? Of(string place)
    {
        if (place.Length == 0)
        {
            return null;
        }

        var words = place.ToLowerInvariant();
        bool Says(params string[] stems) => stems.Any(stem => words.Contains(stem, StringComparison.Ordinal));
        var vertical = Says("top", "upper", "верх") ? "North" : Says("bottom", "lower", "ниж", "низ") ? "South" : "";
        var horizontal = Says("left", "лев") ? "West" : Says("right", "прав") ? "East" : "";
        return vertical + horizontal is { Length: > 0 } side ? side : "Center";
    }
}
