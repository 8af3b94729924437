namespace Planner.Values;

/// <summary>Which modality can stand in for which: the one table that checker, planner and resolver share.</summary>
public static class Modalities
{
    /// <summary>
    /// Says whether a value of modality <paramref name="given"/> can go into a slot that wants <paramref name="wanted"/>,
    /// as it is or by reading its text, and how well: 0 exactly, more for each step away, null not at all.
    /// </summary>
    public static int? Distance(Modality given, Modality wanted)
    {
        if (given == wanted)
        {
            return 0;
        }

        if (given == Modality.Unknown)
        {
            return wanted == Modality.Any ? 1 : null;
        }

        if (given == Modality.Any || wanted == Modality.Any)
        {
            return 1;
        }

        return (given, wanted) switch
        {
            // Structured results read as text: labels, the words of spans, a table's cells.
            (Modality.Labels or Modality.Spans or Modality.Boxes or Modality.Table or Modality.Scores, Modality.Text) => 1,
            // Candidate labels and lists of texts may be given as text.
            (Modality.Text, Modality.Labels) => 1,
            // A photographed page and a text file are documents too.
            (Modality.Image or Modality.Text, Modality.Document) => 2,
            _ => null,
        };
    }

    /// <summary>Whether a value of one modality can go into a slot that wants another.</summary>
    public static bool Fits(Modality given, Modality wanted) => Distance(given, wanted) is not null;

    /// <summary>True for what is kept as a file: image, audio, video, document, 3D model.</summary>
    public static bool IsMedia(Modality modality) =>
        modality is Modality.Image or Modality.Audio or Modality.Video or Modality.Document or Modality.Model3D;

    /// <summary>The modality of that name, as plans write it, or null.</summary>
    public static Modality? Named(string name) =>
        Enum.GetValues<Modality>().Where(modality => modality.Name() == name).Cast<Modality?>().FirstOrDefault();

    /// <summary>The modality's name as plans, JSON and people write it.</summary>
    public static string Name(this Modality modality) => modality switch
    {
        Modality.Model3D => "model3d",
        _ => modality.ToString().ToLowerInvariant(),
    };
}
