using Planner.Answering.Claims;
using Planner.Tests.Inference.Local.Text;

namespace Planner.Tests.Answering.Claims;

/// <summary>
/// Measures the check of claims on tests/data/claims.jsonl: dates and numbers in other forms, sums, Russian case forms, names in other letters;
/// and swapped names, transposed digits, wrong months and currencies, invented firms, numbers of somebody else. The checker was tuned on the
/// one half; the other was written before it, and nothing was changed for it. <c>claims-blind.jsonl</c> was written without a look at the checker;
/// at first sight 109 of its 186 false claims were caught and 43 of its 148 true ones doubted.
/// </summary>
public sealed class ClaimCheckSetTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("claims.jsonl", "tuned", 0.9, 0.04)]
    [InlineData("claims.jsonl", "unseen", 0.9, 0.04)]
    [InlineData("claims-blind.jsonl", "blind-odd", 0.6, 0.27)]
    [InlineData("claims-blind.jsonl", "blind-even", 0.57, 0.32)]
    public void Check_LabelledClaims_CatchesFalseOnesAndLetsTrueOnesPass(string file, string set, double caught, double wronglyDoubted)
    {
        var items = CheckSets.Read<ClaimItem>(file).Where(item => item.Set == set).ToList();
        var missed = Claims(items, item => item.False).Where(claim => !IsDoubted(claim.Item, claim.Text)).ToList();
        var doubted = Claims(items, item => item.True).Where(claim => IsDoubted(claim.Item, claim.Text)).ToList();
        var (lies, truths) = (items.Sum(item => item.False.Count), items.Sum(item => item.True.Count));
        output.WriteLine($"{set}: {lies - missed.Count} of {lies} false claims caught, {doubted.Count} of {truths} true ones doubted");
        missed.ForEach(claim => output.WriteLine($"missed  {claim.Item.Id} {claim.Text}"));
        doubted.ForEach(claim => output.WriteLine($"doubted {claim.Item.Id} {claim.Text}"));

        (1 - missed.Count / (double)lies).ShouldBeGreaterThanOrEqualTo(caught);
        (doubted.Count / (double)truths).ShouldBeLessThanOrEqualTo(wronglyDoubted);
    }

    private static IEnumerable<(ClaimItem Item, string Text)> Claims(IEnumerable<ClaimItem> items, Func<ClaimItem, List<string>> which) =>
        items.SelectMany(item => which(item).Select(text => (item, text)));

    private static bool IsDoubted(ClaimItem item, string claim) => CitedText.Parts(claim).Any(part =>
        new ClaimChecker([.. part.Steps.Select(id => Evidence.Of(ClaimItem.ValueOf(item.Steps[id])))]).Check(part.Span.In(claim).ToString()).Count > 0);
}
