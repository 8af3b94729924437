using System.ComponentModel.DataAnnotations;
using Planner.Routing;

namespace Planner.Server;

/// <summary>How Planner is served. Configuration section <c>Planner:Server</c>.</summary>
public sealed class ServerOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Planner:Server";

    /// <summary>The file of API keys, by default <c>keys.json</c> in <c>PLANNER_HOME</c>. It need not exist.</summary>
    [Required]
    public string KeysFile { get; set; } = Path.Combine(PlannerHome.Folder, "keys.json");

    /// <summary>Where it is remembered which request had which <c>Idempotency-Key</c>.</summary>
    [Required]
    public string IdempotencyFolder { get; set; } = Path.Combine(PlannerHome.Folder, "idempotency");

    /// <summary>How long an <c>Idempotency-Key</c> is remembered, in hours.</summary>
    [Range(0.01, 24 * 365)]
    public double IdempotencyHours { get; set; } = 24;

    /// <summary>How far the data of any request may travel, whatever the request says.</summary>
    public Egress Ceiling { get; set; } = Egress.Cloud;

    /// <summary>The only model that is served, as <c>planner engine serve</c> does; null: all of Planner.</summary>
    public string? Model { get; set; }

    /// <summary>Host names by which the server may be called besides those that it listens on: what a proxy or DNS calls it.</summary>
    public IReadOnlyList<string> AllowedHosts { get; set; } = [];

    /// <summary>Web pages from elsewhere that may call it, as origins (<c>https://app.example.org</c>).</summary>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>The largest upload of files, in bytes.</summary>
    [Range(1024, long.MaxValue)]
    public long MaxUploadBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>The largest body of a request without files, and of one with files inside its JSON, in bytes.</summary>
    [Range(1024, int.MaxValue)]
    public long MaxJsonBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>How many requests a caller may make in a minute; beyond that they are refused with 429.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 600;

    /// <summary>How many calls of models, and how many waits for a run, a caller may have open at once.</summary>
    [Range(1, 100_000)]
    public int CallsAtOnce { get; set; } = 32;

    /// <summary>How many runs all callers together may have at work.</summary>
    [Range(1, 100_000)]
    public int MaxRuns { get; set; } = 64;

    /// <summary>How many runs one caller may have at work.</summary>
    [Range(1, 100_000)]
    public int MaxRunsPerUser { get; set; } = 16;

    /// <summary>How often a silent stream of events says that it is alive, in seconds.</summary>
    [Range(0.1, 600)]
    public double HeartbeatSeconds { get; set; } = 15;

    /// <summary>Slower senders and readers are cut off: bytes in a second, measured after <see cref="SlowGraceSeconds"/>.</summary>
    [Range(1, 1_000_000)]
    public double SlowestBytesPerSecond { get; set; } = 240;

    /// <summary>How long a sender or reader may take to get going, in seconds.</summary>
    [Range(1.1, 600)]
    public double SlowGraceSeconds { get; set; } = 5;

    /// <summary>Whether the server goes on with runs of this home whose process is gone.</summary>
    public bool TakeOver { get; set; } = true;

    /// <summary>How far data may travel that a request would let travel so far.</summary>
    internal Egress Within(Egress asked) => (Egress)Math.Min((int)asked, (int)Ceiling);
}
