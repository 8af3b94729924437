using Planner.Text;

namespace Planner.Tests.Inference.Local.Text;

public sealed class LanguageCheckSetTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("ru")]
    [InlineData("other")]
    public void Detect_CheckSet_IsRightOftenEnough(string language) =>
        CheckSets.Read<ClassifiedItem>("language.jsonl").Share(language, item => LanguageDetector.Detect(item.Text).Code == item.Label, output)
            .ShouldBeGreaterThanOrEqualTo(0.9);
}
