using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Planner.Ensembles;
using Planner.Evaluation;
using Planner.Matching;
using Planner.Statistics;
using Planner.Tests.Testing;
using Planner.Values;

namespace Planner.Tests.Ensembles;

/// <summary>
/// What a vote is worth, on 4,000 samples of three labels that the models were not measured on. The models are scripted: each is right with a probability of its own, and errs by itself or
/// together with others. So this shows what choice, weights and vote make of such models, and nothing of how real ones err.
/// </summary>
public sealed class EnsembleWorthTests
{
    private const int Measured = 200;
    private const int Asked = 4000;
    private const string Task = "text-classification";
    private static readonly string[] Labels = ["positive", "neutral", "negative"];

    /// <summary>One good model among poor ones: a vote by heads is worse than the good one alone, the weights mend that, and nothing is won.</summary>
    [Fact]
    public async Task Vote_OneGoodAmongPoor_WeightsKeepWhatHeadsLose()
    {
        var worth = await WorthAsync(3, together: 0, 0.92, 0.6, 0.55);

        worth.Best.ShouldBe(0.92, 0.02);
        worth.ByHeads.ShouldBeLessThan(worth.Best - 0.03);
        worth.Weighted.ShouldBeGreaterThan(worth.ByHeads + 0.03);
        worth.Weighted.ShouldBe(worth.Best, 0.01);
    }

    /// <summary>Models of about one quality that err by themselves: the vote is clearly better than the best, and weights hardly matter.</summary>
    [Fact]
    public async Task Vote_AboutEqualAndErringByThemselves_BeatsTheBest()
    {
        var worth = await WorthAsync(5, together: 0, 0.82, 0.8, 0.78, 0.76, 0.74);

        worth.Weighted.ShouldBeGreaterThan(worth.Best + 0.08);
        worth.Weighted.ShouldBeGreaterThanOrEqualTo(worth.ByHeads - 0.01);
    }

    /// <summary>Models of different quality that err by themselves: the vote is better than the best, and weights a little better than heads.</summary>
    [Fact]
    public async Task Vote_DifferentAndErringByThemselves_WeightsBeatHeadsAndTheBest()
    {
        var worth = await WorthAsync(5, together: 0, 0.88, 0.8, 0.65, 0.6, 0.55);

        worth.Weighted.ShouldBeGreaterThan(worth.ByHeads + 0.005);
        worth.Weighted.ShouldBeGreaterThan(worth.Best + 0.04);
    }

    /// <summary>Models that mostly err together, as models of one family do: little is won over the best.</summary>
    [Fact]
    public async Task Vote_ErringTogether_WinsLittle()
    {
        var alone = await WorthAsync(5, together: 0, 0.8, 0.8, 0.8, 0.8, 0.8);
        var together = await WorthAsync(5, together: 0.8, 0.8, 0.8, 0.8, 0.8, 0.8);

        (alone.Weighted - alone.Best).ShouldBeGreaterThan(0.1);
        (together.Weighted - together.Best).ShouldBeLessThan(0.05);
    }

    /// <summary>Three of five are asked, of which the three best are one model under three names: choosing by disagreement too takes others in, and does better.</summary>
    [Fact]
    public async Task Choice_TheBestAreCopies_DisagreementTakesOthersIn()
    {
        var scripted = Scripted.Of(0, (0.8, 1), (0.8, 1), (0.8, 1), (0.77, 2), (0.76, 3));

        var byQuality = await ScoreAsync(scripted, 3, new EnsembleOptions { DiversityWeight = 0 });
        var byBoth = await ScoreAsync(scripted, 3, new EnsembleOptions());

        Tell($"three of five, the best three copies: by quality {byQuality:0.000}, by disagreement too {byBoth:0.000}");
        byBoth.ShouldBeGreaterThan(byQuality + 0.03);
    }

    private static async Task<(double Best, double ByHeads, double Weighted)> WorthAsync(int members, double together, params double[] qualities)
    {
        var scripted = Scripted.Of(together, [.. qualities.Select((quality, index) => (quality, index))]);
        var heads = new EnsembleOptions { Weights = scripted.Models.ToDictionary(model => model, _ => 1.0) };
        var worth = (await ScoreAsync(scripted, 1, new()), await ScoreAsync(scripted, members, heads), await ScoreAsync(scripted, members, new()));
        Tell($"{string.Join(", ", qualities)}, together {together}: the best {worth.Item1:0.000}, by heads {worth.Item2:0.000}, weighted {worth.Item3:0.000}");
        return worth;
    }

    /// <summary>Measures the models on some samples, chooses and weighs members by that, and has them vote on others.</summary>
    private static async Task<double> ScoreAsync(Scripted scripted, int members, EnsembleOptions options)
    {
        var stop = TestContext.Current.CancellationToken;
        var store = new InMemoryStatisticsStore(new ManualTimeProvider());
        foreach (var model in scripted.Models)
        {
            var scores = Enumerable.Range(0, Measured).Select(sample => ResultScore.Of(scripted.Answer(model, sample), scripted.Right(sample))).ToList();
            await store.MeasureAsync(new Measurement { Model = model, Task = Task, Data = "measured", Scores = scores }, stop);
        }

        using var records = new ModelRecords(Options.Create(new StatisticsOptions()), new ManualTimeProvider(), null, store);
        await records.RefreshAsync(stop);
        var choice = new MemberChoice(records, Options.Create(options), NullLogger<MemberChoice>.Instance, store);
        var asked = (await choice.OrderAsync([.. scripted.Models.Select(model => new Candidate(model, 0, []))], Task, stop)).Take(members).ToList();
        return Enumerable.Range(Measured, Asked).Average(sample =>
        {
            var answers = asked.ConvertAll(member => new MemberAnswer(member.Candidate.ModelId, member.Weight, scripted.Answer(member.Candidate.ModelId, sample)));
            return ResultScore.Of(ConsensusMaker.Of(answers, options).Value, scripted.Right(sample));
        });
    }

    private static void Tell(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);

    /// <summary>Models whose answers are drawn once, from seeds.</summary>
    private sealed class Scripted
    {
        private readonly Dictionary<string, int[]> _answers = [];
        private int[] _right = [];

        public IEnumerable<string> Models => _answers.Keys;

        /// <param name="together">The share of samples on which all draw the same chance and err alike.</param>
        /// <param name="models">How often each is right, and whose draw it shares: two of one draw are copies.</param>
        public static Scripted Of(double together, params (double Quality, int Draw)[] models)
        {
            var chance = new Random(5);
            var scripted = new Scripted { _right = [.. Enumerable.Range(0, Measured + Asked).Select(_ => chance.Next(Labels.Length))] };
            var shared = scripted._right.Select(_ => (Is: chance.NextDouble() < together, Value: chance.NextDouble(), Wrong: chance.Next(1, Labels.Length))).ToList();
            foreach (var (index, (quality, draw)) in models.Index())
            {
                var own = new Random(100 + draw);
                scripted._answers[$"scripted/{index}"] =
                [
                    .. scripted._right.Select((right, sample) =>
                    {
                        var (value, wrong) = (own.NextDouble(), own.Next(1, Labels.Length));
                        (value, wrong) = shared[sample].Is ? (shared[sample].Value, shared[sample].Wrong) : (value, wrong);
                        return value < quality ? right : (right + wrong) % Labels.Length;
                    }),
                ];
            }

            return scripted;
        }

        public JsonValue Right(int sample) => JsonValue.Create(Labels[_right[sample]]);

        public StructuredValue Answer(string model, int sample) =>
            new StructuredValue(Modality.Labels, JsonSerializer.SerializeToElement(new[] { new { label = Labels[_answers[model][sample]], score = 1.0 } }));
    }
}
