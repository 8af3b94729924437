using Planner.Artifacts;
using Planner.Runs;
using Planner.Text;
using Planner.Values;

namespace Planner.Planning.Lexical;

/// <summary>What files hold, by media type and name.</summary>
internal static class SourceFiles
{
    private static readonly Dictionary<string, Modality> ByEnding = new(StringComparer.OrdinalIgnoreCase)
    {
        ["jpg"] = Modality.Image,
        ["jpeg"] = Modality.Image,
        ["png"] = Modality.Image,
        ["gif"] = Modality.Image,
        ["webp"] = Modality.Image,
        ["bmp"] = Modality.Image,
        ["tif"] = Modality.Image,
        ["tiff"] = Modality.Image,
        ["heic"] = Modality.Image,
        ["wav"] = Modality.Audio,
        ["mp3"] = Modality.Audio,
        ["flac"] = Modality.Audio,
        ["ogg"] = Modality.Audio,
        ["m4a"] = Modality.Audio,
        ["opus"] = Modality.Audio,
        ["aac"] = Modality.Audio,
        ["mp4"] = Modality.Video,
        ["mov"] = Modality.Video,
        ["mkv"] = Modality.Video,
        ["webm"] = Modality.Video,
        ["avi"] = Modality.Video,
        ["csv"] = Modality.Table,
        ["tsv"] = Modality.Table,
        ["xlsx"] = Modality.Table,
        ["xls"] = Modality.Table,
        ["parquet"] = Modality.Table,
        ["pdf"] = Modality.Document,
        ["txt"] = Modality.Text,
        ["md"] = Modality.Text,
        ["docx"] = Modality.Text,
        ["doc"] = Modality.Text,
        ["rtf"] = Modality.Text,
        ["odt"] = Modality.Text,
        ["html"] = Modality.Text,
        ["srt"] = Modality.Text,
        ["eml"] = Modality.Text,
        ["json"] = Modality.Text,
    };

    // Words in the names of pages that were photographed or scanned, as people and scanners call them.
    private static readonly string[] PageNames =
    [
        "page", "scan", "invoice", "receipt", "letter", "contract", "document", "form", "bill", "statement", "lease", "note", "pismo",
        "passport", "pasport", "ticket", "bilet", "menu", "recipe", "recept", "policy", "polis", "warranty", "garant", "manual", "instruk",
        "timetable", "raspisan", "vypisk", "report", "otchet", "leaflet", "resume", "rezume", "diplom", "prikaz", "zayavlen", "spisok",
        "паспорт", "билет", "меню", "рецепт", "полис", "гарант", "инструк", "расписан", "выписк", "отчет", "резюме", "диплом", "приказ",
        "skan", "akt-", "akt_", "kvit", "schet", "chek", "dogovor", "spravka", "stranic", "zapiska", "письмо", "скан", "квитанц", "счет",
            "счёт", "чек",
        "договор", "справка", "страниц", "накладн", "записк",
    ];

    /// <summary>An attachment as the planner sees it.</summary>
    public static SourceFile From(Attachment attachment)
    {
        var modality = MediaTypes.ModalityOf(attachment.Artifact.MediaType);
        modality = modality == Modality.Unknown ? OfName(attachment.Name) ?? modality : modality;
        return new(attachment.Id, attachment.Name, modality, Shows(attachment.Name));
    }

    /// <summary>A file known by its name alone, or null when the name has no ending that tells what it holds.</summary>
    public static SourceFile? FromName(string id, string name) =>
        OfName(name) is { } modality ? new SourceFile(id, name, modality, Shows(name)) : null;

    /// <summary>What a file of that name holds, or null.</summary>
    public static Modality? OfName(string name) =>
        name.LastIndexOf('.') is var dot and > 0 && ByEnding.TryGetValue(name[(dot + 1)..], out var modality) ? modality : null;

    /// <summary>The word class of what a file holds.</summary>
    public static WordClass ClassOf(SourceFile file) => file.Modality switch
    {
        Modality.Image => WordClass.Image | file.Shows,
        Modality.Document => WordClass.Page | file.Shows,
        Modality.Audio => WordClass.Audio,
        Modality.Video => WordClass.Video,
        Modality.Table => WordClass.Table,
        _ => WordClass.Text,
    };

    /// <summary>The stems of the words in a file's name, its ending left out.</summary>
    public static IEnumerable<string> NameStems(string name) => NameParts(name).Select(part => Stemmer.Stem(part));

    /// <summary>The words in a file's name in lower case, its ending left out.</summary>
    public static IEnumerable<string> NameParts(string name)
    {
        var stem = name.LastIndexOf('.') is var dot and > 0 ? name[..dot] : name;
        return stem.ToLowerInvariant().Split('_', '-', ' ', '.').Where(part => part.Length > 2);
    }

    private static WordClass Shows(string name) =>
        OfName(name) is Modality.Document || PageNames.Any(page => name.Contains(page, StringComparison.OrdinalIgnoreCase))
            ? WordClass.Page : WordClass.None;
}
