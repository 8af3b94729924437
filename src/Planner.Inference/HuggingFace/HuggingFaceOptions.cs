using System.ComponentModel.DataAnnotations;

namespace Planner.Inference.HuggingFace;

/// <summary>Hugging Face: its router, its Hub, and endpoints of one's own. Configuration section <c>Planner:HuggingFace</c>.</summary>
public sealed class HuggingFaceOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Planner:HuggingFace";

    /// <summary>The token: <c>env:NAME</c>, <c>file:PATH</c> or the token itself. By default the environment variable <c>HF_TOKEN</c>.</summary>
    public string? Token { get; set; } = "env:HF_TOKEN";

    /// <summary>The router through which models are called.</summary>
    [Required, Url]
    public string BaseUrl { get; set; } = "https://router.huggingface.co";

    /// <summary>The Hub, which lists models and says who runs them.</summary>
    [Required, Url]
    public string HubUrl { get; set; } = "https://huggingface.co";

    /// <summary>
    /// Providers to use before all others, by name, with commas between, such as <c>together, hf-inference</c>. Empty: the Hub's own order, and
    /// for chat whom the router chooses.
    /// </summary>
    public string Providers { get; set; } = "";

    /// <summary>The organization that pays; null: the token's owner.</summary>
    public string? BillTo { get; set; }

    /// <summary>Endpoints of one's own: a model's id and the URL that serves it. They are asked instead of the router.</summary>
    public Dictionary<string, string> Endpoints { get; set; } = [];

    /// <summary>How long what the Hub said about who runs a model is believed, in hours.</summary>
    [Range(0.01, 24 * 365)]
    public double ProvidersHours { get; set; } = 24;

    /// <summary>The longest that looking up who runs a model may take, in seconds. Steps wait for it.</summary>
    [Range(0.1, 60)]
    public double LookupSeconds { get; set; } = 5;

    /// <summary>The time between two looks at a job that waits in a provider's queue, in seconds.</summary>
    [Range(0.01, 60)]
    public double PollSeconds { get; set; } = 1;

    /// <summary>The largest reply that is taken, in bytes.</summary>
    [Range(1024, int.MaxValue)]
    public long MaxReplyBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>How many texts of cards a sync reads at once.</summary>
    [Range(1, 64)]
    public int ParallelReads { get; set; } = 8;

    /// <summary>How often a sync tries a request again that the Hub or the network failed.</summary>
    [Range(0, 20)]
    public int HubRetries { get; set; } = 4;

    /// <summary>The longest wait for the Hub's rate limit that a sync accepts, in seconds; its window is five minutes.</summary>
    [Range(0.0, 3600)]
    public double MaxRateLimitSeconds { get; set; } = 330;

    /// <summary>The folder for what the Hub said about who runs which model; null: kept in memory only.</summary>
    public string? CacheFolder { get; set; } = Path.Combine(PlannerHome.Folder, "huggingface");
}
