using System.Security.Cryptography;
using System.Text;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Runs;
using Planner.Values;

namespace Planner.Planning.Lexical;

/// <summary>
/// What <see cref="WishClassifier"/> learns from: the phrases of <c>model-catalog/phrases</c> (a line <c>task⇥phrase</c>, a file a
/// language), and as weaker evidence the cues and uses of the tasks.
/// </summary>
internal static class WishExamples
{
    // A cue lists words that may stand for each other: so many of its readings are learned.
    private const int Readings = 4;
    private const float Weak = 0.15f;

    private const string AnyText = "f.txt";

    private static readonly string[][] Files = [[], [AnyText], ["f.jpg"], ["f.pdf"], ["f.mp3"], ["f.mp4"], ["f.csv"]];

    /// <summary>A digest of the phrases, in the order of the files.</summary>
    public static string Digest(IEnumerable<(string Task, string Phrase)> phrases) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', phrases.Select(pair => $"{pair.Task}\t{pair.Phrase}")))));

    /// <summary>All that is learned from: phrases, then what the tasks themselves say.</summary>
    public static IReadOnlyList<WishExample> All(IEnumerable<(string Task, string Phrase)> phrases, TaskTaxonomy taxonomy)
    {
        var random = new Random(1);
        return [.. phrases.SelectMany(pair => Of(pair.Task, pair.Phrase, taxonomy, random)), .. OfTasks(taxonomy)];
    }

    /// <summary>The phrases of a folder; lines that start with <c>#</c> are comments.</summary>
    /// <exception cref="CatalogException">A line names no task.</exception>
    public static IEnumerable<(string Task, string Phrase)> Phrases(string folder, TaskTaxonomy taxonomy)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.tsv").Order(StringComparer.Ordinal))
        {
            var number = 0;
            foreach (var line in File.ReadLines(path))
            {
                number++;
                if (line.Length == 0 || line[0] == '#')
                {
                    continue;
                }

                var tab = line.IndexOf('\t', StringComparison.Ordinal);
                var task = tab > 0 ? line[..tab] : "";
                yield return task == WishClassifier.None || (taxonomy.TryGet(task, out var found) && found.Id == task)
                    ? (task, line[(tab + 1)..].Trim())
                    : throw new CatalogException($"'{path}' line {number} does not begin with the id of a task and a tab. Correct that line.");
            }
        }
    }

    /// <summary>A phrase as requests: one that brings what the task works on and, where words are enough for that, one that brings anything.</summary>
    public static IEnumerable<WishExample> Of(string task, string phrase, TaskTaxonomy taxonomy, Random random)
    {
        string[] own = taxonomy.TryGet(task, out var type)
            ? [.. type.Inputs.Where(slot => slot.Name != type.Prompt && slot.Accepts[0] is not Modality.Labels).Select(slot => NameOf(slot.Accepts[0]))]
            : [];
        yield return Of(task, phrase, taxonomy, own);
        if (own.All(name => name == AnyText))
        {
            yield return Of(task, phrase, taxonomy, Files[random.Next(Files.Length)]);
        }
    }

    private static WishExample Of(string task, string phrase, TaskTaxonomy taxonomy, string[] files)
    {
        var request = new Request
        {
            Text = phrase,
            Attachments = [.. files.Select((name, index) => new Attachment($"f{index + 1}", name, new Artifact("", name, MediaTypes.Unknown, 0, "")))],
        };
        var read = LexicalPlanner.Read(request, taxonomy, LexicalParts.All & ~LexicalParts.Trained);
        var asked = read.Signals.Guessed ? [] : read.Asks.Select(ask => ask.Task);
        return new WishExample(task, WishFeatures.Of(read.Text.Words, 0, read.Text.Words.Count - 1, asked, read.Material.Given));
    }

    /// <summary>What the taxonomy itself says: readings of cues, and uses.</summary>
    public static IEnumerable<WishExample> OfTasks(TaskTaxonomy taxonomy)
    {
        var random = new Random(1);
        foreach (var task in taxonomy.Tasks.Where(task => task.Plannable))
        {
            var said = task.Cues.Values.SelectMany(list => list).Select(text => CueParser.Parse(task, text)).Where(cue => !cue.Blocks && !cue.ForWhom)
                .SelectMany(cue => Enumerable.Range(0, Readings).Select(_ => Reading(cue, random)))
                .Concat(task.Uses.Values.SelectMany(uses => uses.Split([',', ';', ':'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
            foreach (var text in said.Where(text => text.Length > 0))
            {
                var words = RequestReader.Read(new Request { Text = text }).Words;
                yield return new WishExample(task.Id, WishFeatures.Of(words, 0, words.Count - 1, [], WordClass.None), Weak);
            }
        }
    }

    private static string Reading(Cue cue, Random random)
    {
        var words = new List<string>();
        foreach (var element in cue.Elements)
        {
            string[] choices = [.. element.Stems, .. element.Exact, .. element.Prefixes];
            if (choices.Length > 0 && !(element.Optional && random.Next(2) == 0))
            {
                words.Add(choices[random.Next(choices.Length)]);
            }
        }

        return string.Join(' ', words);
    }

    private static string NameOf(Modality modality) => modality switch
    {
        Modality.Image => "f.jpg",
        Modality.Audio => "f.mp3",
        Modality.Video => "f.mp4",
        Modality.Table => "f.csv",
        Modality.Document => "f.pdf",
        _ => AnyText,
    };
}
