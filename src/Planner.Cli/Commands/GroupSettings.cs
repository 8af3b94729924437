using System.CommandLine;
using System.Globalization;
using Planner.Routing;

namespace Planner.Cli.Commands;

/// <summary>The options with which a group is described, when it is made and later.</summary>
internal sealed class GroupSettings
{
    private readonly Argument<string[]> _members;
    private readonly Option<string?> _strategy = new("--strategy") { Description = "How the member for a call is chosen", HelpName = "S" };
    private readonly Option<string?> _description = new("--description") { Description = "What it is for", HelpName = "TEXT" };
    private readonly Option<string[]> _regions = new("--region") { Description = "A region that is preferred; the first given before the next", HelpName = "R", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string[]> _times = new("--use") { Description = "When a member is used: 'MEMBER=mon-fri 08:00-18:00 Europe/Berlin'", HelpName = "MEMBER=TIMES" };
    private readonly Option<bool?> _hedge = new("--hedge") { Description = "Whether a slow call gets a rival at another member (true unless said)", HelpName = "true|false" };

    public GroupSettings(bool required)
    {
        _members = new Argument<string[]>("MEMBER")
        {
            Description = "An instance, a model, or model@instance; with a weight: MEMBER*3" + (required ? "" : "; replaces all members"),
            Arity = required ? ArgumentArity.OneOrMore : ArgumentArity.ZeroOrMore,
        };
        _strategy.CompletionSources.Add(Names);
        _strategy.Description += $": {string.Join(", ", Names)}";
    }

    private static string[] Names => [.. Enum.GetValues<GroupStrategy>().Select(NameOf)];

    /// <summary>A strategy as people write it.</summary>
    public static string NameOf(GroupStrategy strategy) => System.Text.Json.JsonSerializer.SerializeToElement(strategy, Serialization.PlannerJson.Context.GroupStrategy).GetString()!;

    public void AddTo(Command command)
    {
        command.Add(_members);
        foreach (var option in new Option[] { _strategy, _description, _regions, _times, _hedge })
        {
            command.Add(option);
        }
    }

    /// <summary>The group with what was given; what was not stays.</summary>
    /// <exception cref="CommandLineException">Something given can't be.</exception>
    public BackendGroup Apply(BackendGroup group, ParseResult parsed)
    {
        var members = parsed.GetValue(_members) is { Length: > 0 } named ? [.. named.Select(Member)] : group.Members.ToList();
        foreach (var time in parsed.GetValue(_times) ?? [])
        {
            var cut = time.IndexOf('=', StringComparison.Ordinal);
            var at = cut < 0 ? -1 : members.FindIndex(member => member.Target.Equals(time[..cut].Trim(), StringComparison.OrdinalIgnoreCase));
            members[at < 0 ? throw new CommandLineException($"'{time}' names no member. Write it as --use 'MEMBER=mon-fri 08:00-18:00 Europe/Berlin'.") : at] =
                members[at] with { Schedule = time[(cut + 1)..].Trim() is "always" or "" ? null : time[(cut + 1)..].Trim() };
        }

        return group with
        {
            Members = members,
            Strategy = parsed.GetValue(_strategy) is { } strategy ? Strategy(strategy) : group.Strategy,
            Description = parsed.GetValue(_description) ?? group.Description,
            Regions = parsed.GetValue(_regions) is { Length: > 0 } regions ? regions : group.Regions,
            Hedge = parsed.GetValue(_hedge) ?? group.Hedge,
        };
    }

    private static GroupStrategy Strategy(string name) => Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index
        ? Enum.GetValues<GroupStrategy>()[index]
        : throw new CommandLineException($"'{Views.TerminalText.OneLine(name)}' is no strategy. There are: {string.Join(", ", Names)}.");

    private static GroupMember Member(string text)
    {
        var star = text.LastIndexOf('*');
        if (star < 0)
        {
            return new GroupMember { Target = text };
        }

        return double.TryParse(text[(star + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) && weight > 0
            ? new GroupMember { Target = text[..star], Weight = weight }
            : throw new CommandLineException($"'{Views.TerminalText.OneLine(text)}' has no weight above 0 after the '*'. Write MEMBER*3.");
    }
}
