using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Inference;
using Planner.Values;

namespace Planner.IntegrationTests.Engines;

public sealed class BuiltInEngineTests : IDisposable
{
    private const string Letter = "Maria Lopez must pay the sum of 1,250.00 EUR by 15 April 2027.\nAnna Schmidt must pay the sum of 2,400.00 EUR by 15 June 2027.";

    private readonly EngineHost _host = new();

    [Fact]
    public async Task Summarizer_Article_KeepsSentencesAndTheirSource()
    {
        var article = await _host.SampleAsync("article.txt");
        var summary = await RunAsync("local/summarizer", "summarization", new() { ["text"] = article }, new JsonObject { ["max_sentences"] = 2 });

        summary.Language.ShouldBe("en");
        summary.Sources.Count.ShouldBe(2, summary.Text);
        summary.Sources.ShouldNotBeEmpty();
        summary.Sources.ShouldAllBe(source => source.ArtifactId == article.Artifact.Id && source.Covers!.Value.End <= summary.Text.Length);
    }

    [Fact]
    public async Task Reader_QuestionAboutPdf_PointsAtPageAndBox()
    {
        EngineHost.Needs("pdftotext", "poppler-utils");
        var lease = await _host.SampleAsync("lease.pdf");
        var answer = await RunAsync(
            "local/reader", "document-question-answering",
            new() { ["question"] = new TextValue("How much is the deposit?"), ["document"] = lease });

        answer.Text.ShouldContain("1,960.00 EUR");
        var source = answer.Sources[0];
        (source.Name, source.Page).ShouldBe(("lease.pdf", 1));
        source.Box!.Value.YMin.ShouldBeInRange(500, 800);
    }

    [Fact]
    public async Task Reader_CompoundQuestionOverTwoScans_GivesAllWhoMustPay()
    {
        EngineHost.Needs("tesseract", "tesseract-ocr");
        var pages = new ListValue([await _host.SampleAsync("invoice-page-1.png"), await _host.SampleAsync("invoice-page-2.png")]);
        var answer = await RunAsync(
            "local/reader", "document-question-answering",
            new() { ["question"] = new TextValue("Who must pay what and by when?"), ["document"] = pages });

        foreach (var fact in (string[])["Maria Lopez", "1,250.00", "15 April 2027", "Peter Novak", "840.50", "Anna Schmidt", "2,310.00", "James Carter", "475.25"])
        {
            answer.Text.ShouldContain(fact);
        }

        answer.Sources.Select(source => source.Name).Distinct().ShouldBe(["invoice-page-1.png", "invoice-page-2.png"]);
    }

    [Fact]
    public async Task Reader_NothingToFind_SaysSo()
    {
        var result = await _host.RunAsync(
            "local/reader", "question-answering",
            new() { ["question"] = new TextValue("What is the melting point of tungsten?"), ["context"] = new TextValue("The office is open on Monday.") });

        result.Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.Model);
        result.Error!.Message.ShouldContain("No answer to 'What is the melting point of tungsten?'");
    }

    [Fact]
    public async Task Reader_PartWithoutAnswer_IsSaidAsNotFound()
    {
        var result = await _host.RunAsync(
            "local/reader", "question-answering",
            new()
            {
                ["question"] = new TextValue("How much is the deposit and what is the landlord's favourite colour?"),
                ["context"] = new TextValue("The landlord keeps a deposit. The deposit is $2,500."),
            });

        result.Value.ShouldBeOfType<TextValue>().Text.ShouldBe("$2,500\nwhat is the landlord's favourite colour: not found");
    }

    [Fact]
    public async Task Reader_ListOfFilesAndTexts_SearchesAllAndSaysWhichAnswers()
    {
        var house = await _host.FileAsync("house.txt", "The rent of the house is $900.\nThe roof is red."u8.ToArray());
        var garage = await _host.FileAsync("garage.txt", "The deposit for the garage is $150."u8.ToArray());
        var all = new ListValue([house, new ListValue([garage]), new TextValue("Nothing else was said on Monday.")]);

        var found = await _host.RunAsync("local/reader", "question-answering", new() { ["question"] = new TextValue("How much is the deposit?"), ["context"] = all });
        var missing = await _host.RunAsync("local/reader", "question-answering", new() { ["question"] = new TextValue("Who is the plumber?"), ["context"] = all });

        var answer = found.Value.ShouldBeOfType<TextValue>();
        answer.Text.ShouldBe("$150");
        answer.Sources.ShouldHaveSingleItem().Name.ShouldBe("garage.txt");
        missing.Error.ShouldNotBeNull().Message.ShouldBe("No answer to 'Who is the plumber?' was found in 'house.txt', 'garage.txt' and the text.");
    }

    [Fact]
    public async Task TableReader_Question_PointsAtCells()
    {
        var payments = await _host.SampleAsync("payments.csv");
        var answer = await RunAsync(
            "local/table-reader", "table-question-answering",
            new() { ["question"] = new TextValue("How much did Anna Schmidt pay in total?"), ["table"] = payments });

        answer.Text.ShouldStartWith("2310");
        answer.Sources.Select(source => source.Row).Distinct().Count().ShouldBe(2);
        answer.Sources.ShouldAllBe(source => source.ArtifactId == payments.Artifact.Id && source.Column == "amount_eur");
    }

    [Fact]
    public async Task TableReader_StatementsAgainstPayments_AreReconciled()
    {
        var answer = await RunAsync(
            "local/table-reader", "table-question-answering",
            new() { ["question"] = new TextValue("Check against the payments:\n" + Letter), ["table"] = await _host.SampleAsync("payments.csv") });

        answer.Text.ShouldContain("Maria Lopez");
        var anna = answer.Text.Split('\n').Single(line => line.Contains("Anna Schmidt", StringComparison.Ordinal));
        anna.ShouldContain("90");
        answer.Sources.ShouldContain(source => source.Row != null && source.Covers != null);
    }

    [Fact]
    public async Task TableReader_StructuredTable_IsRead()
    {
        var table = JsonDocument.Parse("""{"columns":["city","people"],"rows":[["Riga","600000"],["A, \"B\"","5"]]}""").RootElement;
        var answer = await RunAsync(
            "local/table-reader", "table-question-answering",
            new() { ["question"] = new TextValue("Which city has the most people?"), ["table"] = new StructuredValue(Modality.Table, table) });

        answer.Text.ShouldBe("Riga");
    }

    [Fact]
    public async Task TableReader_PictureGivenAsTable_IsBadInput()
    {
        var result = await _host.RunAsync(
            "local/table-reader", "table-question-answering",
            new() { ["question"] = new TextValue("How many?"), ["table"] = await _host.SampleAsync("pismo.png") });

        result.Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.BadInput);
    }

    [Fact]
    public async Task ProbeAsync_ListsEveryEngine()
    {
        var engines = await _host.Engines.ProbeAsync(TestContext.Current.CancellationToken);

        engines.Select(engine => engine.Id).ShouldBe(
        [
            "local/ocr", "local/espeak-ng", "local/apertium", "local/summarizer", "local/reader", "local/table-reader",
            "local/sentiment", "local/language", "local/zero-shot", "local/similarity", "local/ranker", "local/embedder", "local/entities",
            "local/imagemagick", "local/audio-tools", "local/voice-activity", "local/slides", "local/image-facts", "local/audio-facts", "local/video-facts", "local/video-frames",
        ]);
        engines.ShouldAllBe(engine => engine.Available == (engine.Missing.Count == 0));
    }

    [Fact]
    public void CanRun_TaskOfAnotherEngine_IsRefused() =>
        _host.CanRun("local/ocr", "translation").Reason.ShouldBe("local/ocr does image-to-text, not translation");

    public void Dispose() => _host.Dispose();

    private async Task<TextValue> RunAsync(string engine, string task, Dictionary<string, Value> inputs, JsonObject? parameters = null)
    {
        var result = await _host.RunAsync(engine, task, inputs, parameters);
        result.Error.ShouldBeNull();
        return result.Value.ShouldBeOfType<TextValue>();
    }
}
