using Planner.Planning.Lexical;
using Planner.Values;

namespace Planner.Tests.Planning.Lexical;

public sealed class RequestReaderTests
{
    [Theory]
    [InlineData("Translate «Summarise this!» please", "Summarise this!")]
    [InlineData("Say \"don't stop\" aloud", "don't stop")]
    [InlineData("Answer 'What was Lincoln's role?' now", "What was Lincoln's role?")]
    [InlineData("Text: This one is to be worked on.", "This one is to be worked on.")]
    public void Read_QuotedOrPastedText_IsALiteralAndNoCue(string text, string literal)
    {
        var request = RequestReader.Read(Plans.Request(text));

        request.Literals.ShouldHaveSingleItem().Text.ShouldBe(literal);
        request.Words.ShouldNotContain(word => word.Lower == "this" || word.Lower == "summarise");
    }

    [Fact]
    public void Read_FilesNamed_CountAsAttachmentsAfterThoseGiven()
    {
        var request = RequestReader.Read(Plans.Request("Compare 'b.wav' with A.PDF", "a.pdf"));

        request.Files.Select(file => (file.Id, file.Name, file.Modality)).ShouldBe([("f1", "a.pdf", Modality.Document), ("f2", "b.wav",
            Modality.Audio)]);
    }

    [Fact]
    public void Read_PictureOfADocument_IsAPage() =>
        RequestReader.Read(Plans.Request("I have a document image (example.jpg)")).Files[0].IsPage.ShouldBeTrue();

    [Theory]
    [InlineData("Summarise this", "en")]
    [InlineData("Перескажи это", "ru")]
    [InlineData("Прочитай «El perro de San Roque» вслух", "ru")]
    public void Read_Request_KnowsItsOwnLanguage(string text, string language) =>
        RequestReader.Read(Plans.Request(text)).Language.ShouldBe(language);

    [Theory]
    [InlineData("Billing, technical fault or praise?")]
    [InlineData("Sort each of these tickets into Billing, technical fault or praise")]
    [InlineData("Label the message as Billing, technical fault or praise")]
    public void Items_ListOfAlternatives_AreItsClasses(string text)
    {
        var request = RequestReader.Read(Plans.Request(text));
        var start = Enumerable.Range(0, request.Words.Count).First(i => request.Words[i].Is(WordClass.Choice));

        ChoiceFinder.Items(request.Words, start).Select(item =>
            request.Slice(item.First, item.Last)).ShouldBe(["Billing", "technical fault", "praise"]);
    }
}
