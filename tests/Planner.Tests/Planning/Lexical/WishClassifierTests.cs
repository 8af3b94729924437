using Planner.Planning.Lexical;

namespace Planner.Tests.Planning.Lexical;

public sealed class WishClassifierTests
{
    private const string Mend = "model-catalog/wishes.bin is stale: run Planner.Benchmarks planning wishes --write";

    private static readonly List<(string Task, string Phrase)> Phrases = [.. WishExamples.Phrases(Plans.Find("model-catalog/phrases")!, Plans.Taxonomy)];

    [Fact]
    public void Shipped_Phrases_AreThoseItWasTrainedOn() =>
        WishClassifier.Shipped.Origin.ShouldBe(WishExamples.Digest(Phrases), Mend);

    // Cues and features may have changed since: what it was trained on it must still know.
    [Fact]
    public void Shipped_PhrasesTrainedOn_AreKnown()
    {
        var some = Phrases.Where((_, index) => index % 16 == 0).ToList();
        var random = new Random(1);

        some.Count(pair => Best(WishClassifier.Shipped, WishExamples.Of(pair.Task, pair.Phrase, Plans.Taxonomy, random).First().Features) == pair.Task)
            .ShouldBeGreaterThan((int)(0.9 * some.Count), Mend);
    }

    [Fact]
    public void Phrases_EveryPlannableTask_HasSomeInBothLanguages()
    {
        var said = Phrases.GroupBy(pair => (pair.Task, Russian: pair.Phrase.Any(letter => letter >= 'а' && letter <= 'я'))).ToDictionary(group => group.Key, group => group.Count());

        Plans.Taxonomy.Tasks.Where(task => task.Plannable && Math.Min(said.GetValueOrDefault((task.Id, true)), said.GetValueOrDefault((task.Id, false))) < 20).ShouldBeEmpty();
    }

    [Fact]
    public void Read_Written_SaysTheSame()
    {
        var trained = WishTrainer.Train(Toy, "toy");
        var stream = new MemoryStream();
        trained.Write(stream);
        stream.Position = 0;

        var read = WishClassifier.Read(stream);

        (read.Origin, string.Join(' ', read.Tasks)).ShouldBe(("toy", "none speak translate"));
        read.Probabilities([1, 3]).ShouldBe(trained.Probabilities([1, 3]));
    }

    [Fact]
    public void Train_FeatureThatTells_OutweighsOneThatDoesNot()
    {
        var trained = WishTrainer.Train(Toy, "");

        Best(trained, [1, 9]).ShouldBe("speak");
        Best(trained, [2, 9]).ShouldBe("translate");
        trained.Probabilities([9]).Max().ShouldBeLessThan(0.6);
    }

    [Fact]
    public void Train_SameExamples_GivesSameWeights()
    {
        var (one, two) = (new MemoryStream(), new MemoryStream());
        WishTrainer.Train(Toy, "").Write(one);
        WishTrainer.Train(Toy, "").Write(two);

        one.ToArray().ShouldBe(two.ToArray());
    }

    // 1 says "speak", 2 says "translate", 9 says nothing.
    private static IReadOnlyList<WishExample> Toy =>
    [
        .. Enumerable.Range(0, 20).Select(i => new WishExample("speak", [1, 9, 10 + (uint)i])),
        .. Enumerable.Range(0, 20).Select(i => new WishExample("translate", [2, 9, 30 + (uint)i])),
        .. Enumerable.Range(0, 20).Select(i => new WishExample("none", [3, 9, 50 + (uint)i])),
    ];

    private static string Best(WishClassifier classifier, IReadOnlyList<uint> features)
    {
        var found = classifier.Probabilities(features);
        return classifier.Tasks[Array.IndexOf(found, found.Max())];
    }
}
