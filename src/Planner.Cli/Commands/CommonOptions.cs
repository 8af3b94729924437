using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Cli.Running;
using Planner.Cli.Views;
using Planner.Matching;
using Planner.Runs;

namespace Planner.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    /// <summary>One JSON object on standard output.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object, and nothing else, on standard output" };

    /// <summary>Overrides a setting.</summary>
    public static Option<string[]> Set { get; } = new("--set")
    {
        Description = "Override a setting, such as Planner:Artifacts:MaxBytes=1000000; with run and rerun also a parameter of the plan, such as target_language=de",
        HelpName = "KEY=VALUE",
        Recursive = true,
    };

    /// <summary>What <c>--set</c> says of a plan's parameters: what has no colon in its name, as every setting has.</summary>
    public static IReadOnlyList<KeyValuePair<string, JsonNode?>> PlanValues(ParseResult parsed) =>
    [
        .. (parsed.GetValue(Set) ?? []).Select(text => text.Split('=', 2)).Where(parts => parts.Length == 2 && !parts[0].Contains(':', StringComparison.Ordinal) && !parts[0].Contains("__", StringComparison.Ordinal))
            .Select(parts => KeyValuePair.Create(parts[0].Trim(), (JsonNode?)JsonValue.Create(parts[1]))),
    ];

    /// <summary>Nothing leaves this machine.</summary>
    public static Option<bool> Offline { get; } = new("--offline") { Description = "Let no data leave this machine" };

    /// <summary>Every step is run.</summary>
    public static Option<bool> NoCache { get; } = new("--no-cache") { Description = "Run every step even where an earlier result of the same is at hand" };

    /// <summary>Where files are saved.</summary>
    public static Option<string?> Out { get; } = new("--out") { Description = "Save the files that are made in this folder", HelpName = "DIR" };

    /// <summary>The words of a request; quotes may be left out.</summary>
    public static Argument<string[]> Text() => new("TEXT")
    {
        Description = "What is to be done; - or nothing reads it from standard input",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Attached files.</summary>
    public static Option<string[]> Files() => new("--file", "-f") { Description = "Attach a file; give it once for each file", HelpName = "F" };

    /// <summary>How many at most.</summary>
    public static Option<int> Limit(int standard) => new("--limit")
    {
        Description = "How many at most",
        HelpName = "N",
        DefaultValueFactory = _ => standard,
        CustomParser = ParseLimit,
    };

    /// <summary>The one model to take.</summary>
    public static Option<string?> Model() => new("--model") { Description = "Take this model, and no other, for every task that its card names; or auto (talk goes to the best chat model, the rest is planned), omni (everything that can to a chat model), planner (everything is planned)", HelpName = "ID" };

    /// <summary>The id of a model as its card has it, by the id or by its name without whose it is; null, and what says who decides, stay as they are.</summary>
    /// <exception cref="CommandLineException">The catalog has none of that id, or several of that name.</exception>
    public static string? KnownModel(CliContext context, string? id)
    {
        if (id is null || RequestOptions.IsWay(id))
        {
            return id;
        }

        if (context.Get<IModelSearch>().Find(id) is { } found)
        {
            return found.Card.Id;
        }

        List<string> named = [.. context.Get<ModelCatalog>().Cards.Select(card => card.Id).Where(known => known[(known.LastIndexOf('/') + 1)..].Equals(id, StringComparison.OrdinalIgnoreCase)).Distinct()];
        return named switch
        {
            [var only] => only,
            [] => throw new CommandLineException($"There is no model '{id}' in the catalog. Look for it with planner models search."),
            _ => throw new CommandLineException($"'{id}' may be {string.Join(" or ", named)}. Name one of them."),
        };
    }

    /// <summary>The id of a task by any of its names; null for null.</summary>
    [return: NotNullIfNotNull(nameof(name))]
    public static string? KnownTask(CliContext context, string? name) => name is null ? null
        : context.Get<TaskTaxonomy>().TryGet(name, out var task) ? task.Id
        : throw new CommandLineException($"There is no task '{TerminalText.OneLine(name)}'. planner tasks lists them.");

    /// <summary>The run's budget in US dollars.</summary>
    public static Option<decimal?> Budget() => new("--budget")
    {
        Description = "Spend at most this much on the run, planning and answering included; what is done by then is kept",
        HelpName = "USD",
        CustomParser = ParseUsd,
    };

    /// <summary>The run's time limit in seconds.</summary>
    public static Option<double?> Deadline() => new("--deadline")
    {
        Description = "Stop after this time and answer from what is done: 90s, 2m, 1500ms",
        HelpName = "TIME",
        CustomParser = ParseDuration,
    };

    /// <summary>An amount of US dollars: <c>0.50</c> or <c>$0.50</c>; null when the text is none.</summary>
    public static decimal? Usd(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return decimal.TryParse(text.TrimStart('$'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd) && usd <= 1_000_000_000 ? usd : null;
    }

    private static decimal? ParseUsd(ArgumentResult result)
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        if (Usd(text) is { } usd)
        {
            return usd;
        }

        result.AddError($"--budget '{text}' is no amount. Write US dollars as 0.50.");
        return null;
    }

    private static int ParseLimit(ArgumentResult result)
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= 10_000)
        {
            return limit;
        }

        result.AddError("--limit takes a whole number from 1 to 10000.");
        return 0;
    }

    private static double? ParseDuration(ArgumentResult result)
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        if (Duration.Parse(text) is { } seconds)
        {
            return seconds;
        }

        result.AddError($"--deadline '{text}' is no time. Write it as 90s, 2m, 1500ms, or seconds as a number.");
        return null;
    }
}
