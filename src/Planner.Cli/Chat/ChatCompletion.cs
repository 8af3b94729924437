using Planner.Catalog;
using Planner.Cli.Chat.Editing;
using Planner.Runs;

namespace Planner.Cli.Chat;

/// <summary>What the Tab key completes in a chat: commands, models behind <c>/model</c>, files everywhere else.</summary>
internal static class ChatCompletion
{
    /// <summary>What could stand at a place of a line.</summary>
    public static Completion At(CliContext context, string line, int place)
    {
        var before = line[..place];
        var space = before.IndexOf(' ', StringComparison.Ordinal);
        if (before is ['/', ..] && space < 0)
        {
            var commands = ChatCommands.Names.Where(command => command.Text.StartsWith(before, StringComparison.Ordinal)).ToList();
            return commands.Count > 0 ? new Completion(0, commands) : Files(context, line, place);
        }

        return before.StartsWith("/model ", StringComparison.Ordinal) ? Models(context, before[(space + 1)..], space + 1) : Files(context, line, place);
    }

    private static Completion Models(CliContext context, string typed, int from)
    {
        (string, string)[] ways = [(RequestOptions.Auto, "the best for each task"), (RequestOptions.Omni, "the best chat model, without a plan"), (RequestOptions.Planned, "everything is planned")];
        var models = context.Get<ModelCatalog>().Cards.Select(model => (model.Id, string.Join(", ", model.Tasks)));
        return new Completion(from, [.. ways.Concat(models).Where(item => item.Item1.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Order()]);
    }

    private static Completion Files(CliContext context, string line, int place)
    {
        var from = PastedFiles.WordAt(line, place);
        var typed = line[from..place];
        if (typed.Length == 0 && !line.StartsWith("/file ", StringComparison.Ordinal))
        {
            return Completion.None;
        }

        // The folder is kept as it was typed: "~/" stays "~/".
        var name = typed[(typed.LastIndexOf('/') + 1)..];
        var folder = typed[..^name.Length];
        var (full, begins) = (PastedFiles.Full(folder.Length == 0 ? "." : folder, context.WorkingDirectory), Path.GetFileName(PastedFiles.Full("_" + name, context.WorkingDirectory))[1..]);
        if (!Directory.Exists(full))
        {
            return Completion.None;
        }

        var options = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = begins is ['.', ..] ? FileAttributes.System : FileAttributes.System | FileAttributes.Hidden };
        return new Completion(from, [.. new DirectoryInfo(full).EnumerateFileSystemInfos("*", options)
            .Where(entry => entry.Name.StartsWith(begins, StringComparison.Ordinal))
            .OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)
            .Select(entry => (folder + PastedFiles.Typed(entry.Name) + (entry is DirectoryInfo ? "/" : ""), entry is FileInfo file ? Views.Format.Bytes(file.Length) : ""))]);
    }
}
