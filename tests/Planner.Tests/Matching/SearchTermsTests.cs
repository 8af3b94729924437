using Planner.Matching;

namespace Planner.Tests.Matching;

public sealed class SearchTermsTests
{
    [Theory]
    [InlineData("The cats are sleeping", "cat sleep")]
    [InlineData("openai/whisper-large-v3", "openai whisper larg v3")]
    [InlineData("all-MiniLM-L6_v2", "minilm mini l6 v2")]
    [InlineData("DistilBERT", "distilbert distil bert")]
    [InlineData("wav2vec2", "wav2vec2")]
    [InlineData("Don't read the model's card", "read model card")]
    [InlineData("русские переводы", "русск перевод")]
    [InlineData(" … -/_. ", "")]
    public void Of_Text_GivesStemsAndParts(string text, string expected) => string.Join(' ', SearchTerms.Of(text)).ShouldBe(expected);
}
