using System.Text.Json.Serialization;
using Planner.Catalog;
using Planner.Inference;

namespace Planner.Routing;

/// <summary>A place that can run models, and how it is reached. Data: what it says is kept in <c>instances.json</c>.</summary>
public sealed record BackendInstance
{
    /// <summary>The kind of a server that speaks OpenAI's protocol.</summary>
    public const string OpenAI = "openai";

    /// <summary>Its name, as events and tables show it.</summary>
    public required string Name { get; init; }

    /// <summary>What it speaks: <c>openai</c>.</summary>
    public string Kind { get; init => field = value ?? OpenAI; } = OpenAI;

    /// <summary>Where it is: <c>http://localhost:11434/v1</c>.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Its key as a reference, see <see cref="SecretReference"/>; null: it wants none.</summary>
    public string? Key { get; init; }

    /// <summary>Headers that are sent along, values as references.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    /// <summary>A proxy on the way to it; null: none for this machine and the local network, else what <c>HTTPS_PROXY</c> and <c>NO_PROXY</c> say.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>A file with certificates (PEM) that are trusted besides the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>The version of Azure's API; set, addresses have Azure's form with a deployment for each model.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>How far away it is, when that is known better than its address says.</summary>
    public Egress? Egress { get; init; }

    /// <summary>Whether it takes calls.</summary>
    public ServiceState State { get; init; }

    /// <summary>The region that it is in, as groups name it: <c>eu</c>, <c>us-east</c>; null: none.</summary>
    public string? Region { get; init; }

    /// <summary>When it is used, see <see cref="Routing.Schedule"/>; null: always.</summary>
    public string? Schedule { get; init; }

    /// <summary>What its calls cost; null: as its server told, or not known.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>How it is looked after between calls; null: only calls tell how it does.</summary>
    public HealthCheck? Health { get; init; }

    /// <summary>How long calls may take, and how many it gets.</summary>
    public InstanceLimits Limits { get; init => field = value ?? new(); } = new();

    /// <summary>The models that it runs.</summary>
    public IReadOnlyList<ModelCard> Models { get; init => field = value ?? []; } = [];

    /// <summary>How far away it is: as <see cref="Egress"/> says, else by its address.</summary>
    [JsonIgnore]
    public Egress Distance => Egress ?? Routing.Distance.Of(BaseUrl.IdnHost);
}
