using System.Text.Json.Serialization;

namespace Planner.Values;

/// <summary>What a value is made of; slots and outputs of tasks are typed by it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Modality>))]
public enum Modality
{
    /// <summary>Unknown until it is there; fits every slot.</summary>
    [JsonStringEnumMemberName("any")] Any,

    /// <summary>Bytes of no known kind; fits no slot that wants something.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,

    /// <summary>Plain text.</summary>
    [JsonStringEnumMemberName("text")] Text,

    /// <summary>A raster image.</summary>
    [JsonStringEnumMemberName("image")] Image,

    /// <summary>Sound.</summary>
    [JsonStringEnumMemberName("audio")] Audio,

    /// <summary>Moving pictures.</summary>
    [JsonStringEnumMemberName("video")] Video,

    /// <summary>A paged document, such as a PDF.</summary>
    [JsonStringEnumMemberName("document")] Document,

    /// <summary>Columns and rows: <c>{"columns":[…],"rows":[[…]]}</c>, or a CSV or TSV file.</summary>
    [JsonStringEnumMemberName("table")] Table,

    /// <summary>Scored labels: <c>[{"label","score"}]</c>.</summary>
    [JsonStringEnumMemberName("labels")] Labels,

    /// <summary>Found objects: <c>[{"label","score","box":{"xmin","ymin","xmax","ymax"}}]</c>, pixels.</summary>
    [JsonStringEnumMemberName("boxes")] Boxes,

    /// <summary>Labelled spans of a text or a sound: <c>[{"entity_group","word","start","end","score"}]</c>.</summary>
    [JsonStringEnumMemberName("spans")] Spans,

    /// <summary>An embedding, or several: arrays of numbers.</summary>
    [JsonStringEnumMemberName("vector")] Vector,

    /// <summary>One score for each of several inputs: an array of numbers.</summary>
    [JsonStringEnumMemberName("scores")] Scores,

    /// <summary>A three-dimensional model.</summary>
    [JsonStringEnumMemberName("model3d")] Model3D,
}
