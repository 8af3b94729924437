using Planner.Values;

namespace Planner.Artifacts;

/// <summary>Media types: sniffed from bytes, never believed from a name alone.</summary>
public static class MediaTypes
{
    /// <summary>The modality of a media type; text for anything that reads as text.</summary>
    public static Modality ModalityOf(string mediaType) => mediaType switch
    {
        "text/csv" or "text/tab-separated-values" => Modality.Table,
        "application/pdf" or "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => Modality.Document,
        _ when mediaType.StartsWith("image/", StringComparison.Ordinal) => Modality.Image,
        _ when mediaType.StartsWith("audio/", StringComparison.Ordinal) => Modality.Audio,
        _ when mediaType.StartsWith("video/", StringComparison.Ordinal) => Modality.Video,
        _ when mediaType.StartsWith("model/", StringComparison.Ordinal) => Modality.Model3D,
        _ when mediaType.StartsWith("text/", StringComparison.Ordinal) || mediaType == "application/json" => Modality.Text,
        _ => Modality.Any,
    };
}
