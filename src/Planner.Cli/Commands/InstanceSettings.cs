using System.Buffers;
using System.CommandLine;
using Planner.Inference;
using Planner.Routing;

namespace Planner.Cli.Commands;

/// <summary>The options with which an instance is described, when it is added and later.</summary>
internal sealed class InstanceSettings
{
    // What a header's name may be made of (RFC 9110, 5.6.2).
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly Option<string?> _key = new("--key") { Description = "Its key: env:NAME, file:PATH, or the key itself", HelpName = "REF" };
    private readonly Option<string?> _apiVersion = new("--api-version") { Description = "The version of Azure's API", HelpName = "V" };
    private readonly Option<string?> _proxy = new("--proxy") { Description = "A proxy on the way to it", HelpName = "URL" };
    private readonly Option<string?> _caFile = new("--ca-file") { Description = "Certificates (PEM) to trust", HelpName = "F" };
    private readonly Option<string[]> _headers = new("--header") { Description = "A header that is sent along; its value env:NAME, file:PATH or the text itself; give it once for each", HelpName = "NAME=REF" };
    private readonly Option<Egress?> _egress = new("--egress") { Description = "How far away it is, when its address does not tell", HelpName = "machine|lan|cloud" };
    private readonly Option<string?> _region = new("--region") { Description = "The region that it is in, for groups that prefer one", HelpName = "R" };
    private readonly Option<string?> _schedule = new("--schedule") { Description = "When it is used: 'mon-fri 08:00-18:00 Europe/Berlin'; 'always' takes it back", HelpName = "TIMES" };
    private readonly Option<int?> _concurrent = new("--max-concurrent") { Description = "How many calls it works on at once", HelpName = "N" };
    private readonly Option<int?> _rate = new("--calls-per-minute") { Description = "How many calls it gets in a minute", HelpName = "N" };
    private readonly Option<int?> _queue = new("--queue") { Description = "How many calls may wait for a place at it", HelpName = "N" };
    private readonly Option<decimal?> _input = new("--input-price") { Description = "US dollars for a million tokens taken", HelpName = "USD" };
    private readonly Option<decimal?> _output = new("--output-price") { Description = "US dollars for a million tokens given", HelpName = "USD" };
    private readonly Option<decimal?> _call = new("--call-price") { Description = "US dollars for each call", HelpName = "USD" };
    private readonly Option<double?> _health = new("--health-interval") { Description = "Ask it every so many seconds whether it is well; 0: don't", HelpName = "S" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _key, _apiVersion, _proxy, _caFile, _headers, _egress, _region, _schedule, _concurrent, _rate, _queue, _input, _output, _call, _health })
        {
            command.Add(option);
        }
    }

    /// <summary>The instance with what was given; what was not stays.</summary>
    /// <exception cref="CommandLineException">Something given can't be.</exception>
    public BackendInstance Apply(BackendInstance instance, ParseResult parsed, CliContext context) => instance with
    {
        Key = parsed.GetValue(_key) ?? instance.Key,
        ApiVersion = parsed.GetValue(_apiVersion) ?? instance.ApiVersion,
        Proxy = parsed.GetValue(_proxy) is { } way ? Address(way) : instance.Proxy,
        CaFile = parsed.GetValue(_caFile) is { } file ? Path.GetFullPath(file, context.WorkingDirectory) : instance.CaFile,
        Headers = parsed.GetValue(_headers) is { Length: > 0 } headers ? Headers(headers) : instance.Headers,
        Egress = parsed.GetValue(_egress) ?? instance.Egress,
        Region = parsed.GetValue(_region) ?? instance.Region,
        Schedule = parsed.GetValue(_schedule) is { } schedule ? (schedule == "always" ? null : schedule) : instance.Schedule,
        Limits = instance.Limits with
        {
            MaxConcurrent = parsed.GetValue(_concurrent) ?? instance.Limits.MaxConcurrent,
            CallsPerMinute = parsed.GetValue(_rate) ?? instance.Limits.CallsPerMinute,
            QueueLength = parsed.GetValue(_queue) ?? instance.Limits.QueueLength,
        },
        Price = (parsed.GetValue(_input), parsed.GetValue(_output), parsed.GetValue(_call)) is (null, null, null) ? instance.Price : new ModelPrice
        {
            InputUsdPerMillion = parsed.GetValue(_input) ?? instance.Price?.InputUsdPerMillion ?? 0,
            OutputUsdPerMillion = parsed.GetValue(_output) ?? instance.Price?.OutputUsdPerMillion ?? 0,
            UsdPerCall = parsed.GetValue(_call) ?? instance.Price?.UsdPerCall ?? 0,
        },
        Health = parsed.GetValue(_health) switch
        {
            null => instance.Health,
            0 => null,
            var seconds => (instance.Health ?? new HealthCheck()) with { IntervalSeconds = seconds.Value },
        },
    };

    /// <summary>An address of a server.</summary>
    /// <exception cref="CommandLineException">It is none.</exception>
    public static Uri Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") && address.UserInfo.Length == 0
        ? address
        : throw new CommandLineException($"'{Views.TerminalText.OneLine(text)}' is no address of a server. Write it as http://HOST:PORT/v1 or https://HOST/v1; a key goes into --key.");

    private static Dictionary<string, string> Headers(string[] given)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in given)
        {
            var at = header.IndexOf('=', StringComparison.Ordinal);
            if (at < 1 || header.AsSpan(0, at).ContainsAnyExcept(TokenCharacters))
            {
                throw new CommandLineException($"'{Views.TerminalText.OneLine(header)}' is no header. Write it as NAME=VALUE or NAME=env:VARIABLE.");
            }

            headers[header[..at]] = header[(at + 1)..];
        }

        return headers;
    }
}
