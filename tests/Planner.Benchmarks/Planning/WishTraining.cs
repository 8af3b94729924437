using System.Globalization;
using Planner.Catalog;
using Planner.Planning.Lexical;

namespace Planner.Benchmarks.Planning;

/// <summary>Trains the embedded planner's <see cref="WishClassifier"/> on the phrases of the catalog, and says how well it does on phrases that it was not trained on.</summary>
internal static class WishTraining
{
    private const int Folds = 5;

    /// <summary>Cross-validates, and writes <c>model-catalog/wishes.bin</c> when asked to.</summary>
    public static int Run(bool write)
    {
        var options = new CatalogOptions();
        var taxonomy = TaskTaxonomy.Load(options.TasksFile);
        var phrases = WishExamples.Phrases(Path.Combine(options.Folder, "phrases"), taxonomy).ToList();
        var random = new Random(1);
        var examples = phrases.Select(pair => WishExamples.Of(pair.Task, pair.Phrase, taxonomy, random).ToList()).ToList();
        var said = WishExamples.OfTasks(taxonomy).ToList();
        var order = Enumerable.Range(0, phrases.Count).ToArray();
        random.Shuffle(order);
        var hits = new List<(string Kind, bool Right)>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var trained = WishTrainer.Train([.. order.Where((_, place) => place % Folds != fold).SelectMany(at => examples[at]), .. said], "");
            hits.AddRange(order.Where((_, place) => place % Folds == fold).Select(at => (Kind(phrases[at]), Best(trained, examples[at][0]) == phrases[at].Task)));
        }

        foreach (var group in hits.GroupBy(hit => hit.Kind).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{group.Key,-10}{group.Count(),6} phrases  {100.0 * group.Count(hit => hit.Right) / group.Count(),5:F1} % right"));
        }

        if (write)
        {
            var path = Path.Combine(options.Folder, "wishes.bin");
            using var file = File.Create(path);
            WishTrainer.Train(WishExamples.All(phrases, taxonomy), WishExamples.Digest(phrases)).Write(file);
            Console.WriteLine($"wrote {path}: {file.Length} bytes");
        }

        return 0;
    }

    private static string Kind((string Task, string Phrase) pair) =>
        (pair.Phrase.Any(letter => letter is >= 'а' and <= 'я' or >= 'А' and <= 'Я') ? "ru" : "en") + (pair.Task == WishClassifier.None ? " none" : " tasks");

    private static string Best(WishClassifier classifier, WishExample example)
    {
        var found = classifier.Probabilities(example.Features);
        return classifier.Tasks[Array.IndexOf(found, found.Max())];
    }
}
