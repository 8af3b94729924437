using Planner.Inference.Local.Instructions;
using Rule = Planner.Inference.Local.Instructions.InstructionRule<Planner.Inference.Local.Images.ImageOperation>;

namespace Planner.Inference.Local.Images;

/// <summary>Ways to ask for other detail: blur, sharpen, edges, denoise, enhance.</summary>
internal static class DetailRules
{
    private const string Away = "(?:remove|reduce|clean(?: up)?|get rid of|filter out|less|убер[а-я]+|убрать|удал[а-я]+|подав[а-я]+|уменьш[а-я]+|почист[а-я]+|очист[а-я]+)";

    public static IEnumerable<Rule> All =>
    [
        Rule.Of(
            "(?:{deg} )?(?:gaussian )?(?:blur|soften|blurry|blurred|blurrier|смягч[а-я]+|размой[а-я]*|размы[а-я]+|размыт[а-я]+|заблюр[а-я]+|блюр)(?: (?:effect|filter))?{obj}"
            + "(?:(?: (?:by|with|of|на|с|радиус[а-я]*|a|radius))* {n}{px})?(?: {deg})?",
            match => new ImageOperation("blur", canvas =>
            {
                // Unsaid, by the picture's size: 1 pixel in 100 is clearly blurred at any.
                var sigma = match.Value() ?? Math.Max(1, Math.Min(canvas.Width, canvas.Height) / 100.0 * match.Degree());
                canvas.Add("-blur", ImageCanvas.Invariant($"0x{Math.Clamp(sigma, 0.3, 200):0.##}"));
            })),
        Rule.Of(
            "(?:(?:make{obj} )?(?:{deg} )?(?:sharpen|sharper|crisper|less blurry)|unblur|deblur|" + Away + "(?: the)? (?:blur|blurriness|размытост[а-я]+|размытие)"
            + "|(?:increase|more|add|improve|boost)(?: the)? (?:sharpness|clarity)"
            + "|(?:{deg} )?(?:по?резче|резче|по?четче|четче|более (?:четк|резк)[а-я]+)|(?:повыс[а-я]+|увелич[а-я]+|добав[а-я]+|улучш[а-я]+|навед[а-я]+|больше) (?:резкост[а-я]+|четкост[а-я]+)){obj}(?: {deg})?",
            match => ImageOperation.Plain("sharpen", "-unsharp", ImageCanvas.Invariant($"0x1.5+{1.2 * match.Degree():0.##}+0"))),
        Rule.Of(
            "(?:(?:detect|find|show|extract|highlight|draw|trace|get|keep only|выдел[а-я]+|найд[а-я]+|покаж[а-я]+|нарису[а-я]+|обвед[а-я]+|остав[а-я]+ только){obj} )?(?:only )?(?:the )?"
            + "(?:canny(?: edges?)?(?: detection| map)?|edges?(?: detection| map)|edges|outlines?|contours?|контур[а-я]*|границ[а-я]*|края)(?:{obj}(?: (?:in|on|на|of)){obj})?",
            _ => Canny),
        Rule.Of(
            $"(?:denoise|noise reduction|{Away}{{obj}}(?: the| any| all)? (?:noise|grain|graininess|speckles?|dust|шум[а-я]*|зерн[а-я]*|зернистост[а-я]*|пыль|крапинки)|шумоподавлени[а-я]+){{obj}}",
            _ => ImageOperation.Plain("denoised", "-statistic", "Median", "3x3")),
        Rule.Of(
            "(?:enhance|auto[ -]?(?:levels?|correct|enhance|contrast)|normali[sz]e(?: the)?(?: levels| contrast)?|improve{obj}(?: (?:quality|colou?rs|look))?|улучш[а-я]+{obj}(?: (?:качеств[а-я]+|вид))?"
            + "|автокоррекци[а-я]+|автоуровн[а-я]+|автоконтраст[а-я]*){obj}(?: (?:quality|качеств[а-я]+))?{obj}",
            _ => ImageOperation.Plain("enhanced", "-channel", "RGB", "-contrast-stretch", "0.5%x0.5%", "+channel", "-unsharp", "0x1+0.6+0")),
    ];

    /// <summary>White edges on black, as ControlNet's canny models want them.</summary>
    public static ImageOperation Canny { get; } = ImageOperation.Plain("edges", "-colorspace", "Gray", "-canny", "0x1+8%+20%");
}
