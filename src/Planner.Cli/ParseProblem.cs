using System.CommandLine;
using System.CommandLine.Parsing;

namespace Planner.Cli;

/// <summary>What is wrong with a command line, in one line, with the command that was probably meant.</summary>
internal static class ParseProblem
{
    private const int MostLetters = 2;

    /// <summary>The message, with its full stop.</summary>
    /// <param name="parsed">A command line that did not parse.</param>
    /// <param name="error">Its first error.</param>
    public static string Of(ParseResult parsed, ParseError error)
    {
        // The library lists the choices a line each, and says nothing else on them.
        string[] lines = [.. error.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        var message = lines.Length > 1 ? $"{lines[0]} {string.Join(", ", lines[1..])}." : lines[0];
        var command = parsed.CommandResult.Command;
        return command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [var word, ..]
            ? $"There is no command '{word}'.{(Meant(word, command) is { } meant ? $" Did you mean '{meant}'?" : "")}"
            : message;
    }

    // The same first letter, and at most two letters more or less: a slip of the fingers.
    private static string? Meant(string word, Command command) => command.Subcommands
        .Where(other => !other.Hidden && word.Length > 1 && char.ToLowerInvariant(word[0]) == other.Name[0])
        .Select(other => (other.Name, Apart: Apart(word.ToLowerInvariant(), other.Name)))
        .Where(pair => pair.Apart <= MostLetters)
        .OrderBy(pair => pair.Apart)
        .Select(pair => pair.Name)
        .FirstOrDefault();

    private static int Apart(string one, string other) =>
        one.Concat(other).Distinct().Sum(letter => Math.Abs(one.Count(c => c == letter) - other.Count(c => c == letter)));
}
