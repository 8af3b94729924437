using Planner.Artifacts;
using Planner.Cli.Views;
using Planner.Runs;

namespace Planner.Cli.Running;

/// <summary>Makes a request of what stands on the command line.</summary>
internal static class RequestReader
{
    /// <summary>Reads the words, takes the files into the store.</summary>
    /// <param name="context">Where standard input is.</param>
    /// <param name="words">The words; none, or <c>-</c>: from standard input.</param>
    /// <param name="files">Paths.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="cancellationToken">Stops the copies.</param>
    /// <exception cref="BadRequestException">There are no words.</exception>
    /// <exception cref="ArtifactException">A file can't be taken.</exception>
    public static async Task<Request> ReadAsync(
        CliContext context, IReadOnlyList<string> words, IReadOnlyList<string> files, RequestOptions options, CancellationToken cancellationToken)
    {
        var text = await TextAsync(context, words, cancellationToken);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new BadRequestException("The request is empty. Say what is to be done: planner ask \"Read this page\" --file page.png");
        }

        var attachments = new List<Attachment>();
        foreach (var file in files)
        {
            if (file == "-")
            {
                throw new BadRequestException("--file takes a path; a file can't come from standard input. Save it and name it.");
            }

            // The user's own spelling is in the message when it is missing, the full path is what is opened.
            var path = Path.GetFullPath(file, context.WorkingDirectory);
            if (!Path.Exists(path))
            {
                throw new ArtifactException($"There is no file '{file}'. Check the name and the folder.");
            }

            var artifact = await context.Get<ArtifactStore>().PutFileAsync(path, null, cancellationToken);
            // By the user's own name for it: it is what the request refers to, and what is held against the content.
            attachments.Add(new Attachment($"f{attachments.Count + 1}", TerminalText.OneLine(Path.GetFileName(path)), artifact));
        }

        return new Request { Text = text.Trim(), Attachments = attachments, Options = options };
    }

    private static async Task<string> TextAsync(CliContext context, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        if (words is not ([] or ["-"]))
        {
            return string.Join(' ', words);
        }

        return words is ["-"] || context.InputRedirected ? await context.Input.ReadToEndAsync(cancellationToken) : "";
    }
}
