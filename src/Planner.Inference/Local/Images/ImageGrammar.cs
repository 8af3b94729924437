using Planner.Inference.Local.Instructions;

namespace Planner.Inference.Local.Images;

/// <summary>What can be asked of a picture, in English and Russian.</summary>
internal static class ImageGrammar
{
    /// <summary>What to say when something else was asked.</summary>
    public const string Abilities =
        "It can: grayscale, sepia, negative, blur, sharpen, edges, denoise, enhance, rotate by N degrees, mirror or flip vertically, resize (to W×H, to or by N %, N times larger or "
        + "smaller), crop (W×H, square, 16:9, N %, trim margins), thumbnail, brightness, contrast, saturation, border, write \"text in quotes\" somewhere, convert to PNG, JPEG, "
        + "GIF, WebP, BMP or TIFF.";

    private const string Filler =
        @"@*[\w-]+\.(?:png|jpe?g|gif|webp|bmp|tiff?)|@\{?\w+\}?|please|can you|could you|would you|i want|i(?:'d| would) like|i need|want|need|you|to|make|turn|convert|change|transform|apply|give|do|have|"
        + "edit|process|the|an?|this|that|these|both|it|its|my|me|us|our|into|in|on|of|for|with|as|from|and|then|also|after that|next|finally|images?|pictures?|photos?|photographs?|pics?|scans?|"
        + "screenshots?|files?|effect|filter|look|tone|version|result|whole|entire|just|now|should|be|is|so|add|png|jpe?g|gif|webp|bmp|tiff?|"
        + "пожалуйста|сделай|сделайте|сделать|преврати|превратить|преобразуй|преобразовать|переведи|перевести|примени|применить|наложи|наложить|нужно|надо|хочу|можешь|мне|мою|мое|мой|это|эту|этот|эти|"
        + "его|ее|их|картинк[а-я]+|картинок|изображени[а-я]+|фото|фотографи[а-я]+|фотк[а-я]+|сним(?:ок|к[а-я]+)|скан|файл[а-я]*|обе|и|а|также|затем|потом|после этого|далее|сначала|в|на|с|к|из|для|по|"
        + "эффект[а-я]*|фильтр[а-я]*|тон[а-я]*|вид[а-я]?|чтобы|был[аои]?|стал[аои]?|добавь|добавить";

    private static readonly InstructionGrammar<ImageOperation> s_grammar =
        new([.. ToneRules.All, .. DetailRules.All, .. ShapeRules.All, .. DrawingRules.All], Filler);

    /// <summary>Reads an instruction.</summary>
    public static InstructionReading<ImageOperation> Read(string instruction) => s_grammar.Read(instruction);
}
