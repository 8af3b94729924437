using System.Text.RegularExpressions;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Planning.Lexical;
using Planner.Runs;

namespace Planner.Planning;

/// <summary>Files that a request names and did not bring, for planning without them.</summary>
internal static partial class NamedFiles
{
    /// <summary>Those that the embedded controller takes for files, and whatever else is called like one, in a quotation too.</summary>
    public static IReadOnlyList<Attachment> In(Request request, TaskTaxonomy taxonomy)
    {
        var files = LexicalPlanner.Draft(request, taxonomy).NamedFiles.ToList();
        foreach (var name in FileName().Matches(request.Text).Select(match => match.Value).Where(name => SourceFiles.OfName(name) is not null))
        {
            if (!request.Attachments.Concat(files).Any(file => string.Equals(file.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                files.Add(new Attachment(
                    FormattableString.Invariant($"f{request.Attachments.Count + files.Count + 1}"), name, new Artifact("", name, MediaTypes.FromName(name) ?? MediaTypes.Unknown, 0, "")));
            }
        }

        return files;
    }

    [GeneratedRegex(@"[\w-]+(?:\.[\w-]+)*\.[A-Za-z]\w{1,4}\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();
}
