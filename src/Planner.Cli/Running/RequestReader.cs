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

        return new Request { Text = text.Trim(), Attachments = await FilesAsync(context, files, _ => false, cancellationToken), Options = options };
    }

    /// <summary>Takes files into the store.</summary>
    /// <param name="context">Where relative paths start.</param>
    /// <param name="files">Paths, each with a role before it where it has one: <c>invoice=page.png</c>.</param>
    /// <param name="isRole">Whether what stands before <c>=</c> is a role; otherwise it belongs to the path.</param>
    /// <param name="cancellationToken">Stops the copies.</param>
    /// <exception cref="ArtifactException">A file can't be taken.</exception>
    public static async Task<IReadOnlyList<Attachment>> FilesAsync(CliContext context, IReadOnlyList<string> files, Func<string, bool> isRole, CancellationToken cancellationToken)
    {
        var attachments = new List<Attachment>();
        foreach (var named in files)
        {
            var equals = named.IndexOf('=', StringComparison.Ordinal);
            var role = equals > 0 && isRole(named[..equals]) ? named[..equals] : null;
            var file = role is null ? named : named[(equals + 1)..];
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
            attachments.Add(new Attachment($"f{attachments.Count + 1}", role is null ? TerminalText.OneLine(Path.GetFileName(path)) : role + Path.GetExtension(path), artifact));
        }

        return attachments;
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
