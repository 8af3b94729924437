using System.Text.Json.Serialization;

namespace Planner.Catalog;

/// <summary>How capable and costly a model is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelTier>))]
public enum ModelTier
{
    /// <summary>Small and cheap.</summary>
    [JsonStringEnumMemberName("light")] Light,

    /// <summary>In between.</summary>
    [JsonStringEnumMemberName("medium")] Medium,

    /// <summary>Large and costly.</summary>
    [JsonStringEnumMemberName("strong")] Strong,
}
