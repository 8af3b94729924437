using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.IntegrationTests.Engines;

namespace Planner.IntegrationTests.Cli;

/// <summary>Each request of samples/requests.jsonl, from the words to the answer, on the engines of this machine.</summary>
public sealed class SampleRequestTests : IDisposable
{
    private readonly PlannerProcess _planner = new();

    public static TheoryData<string> Requests => [.. File.ReadLines(EngineHost.SamplePath("requests.jsonl"))];

    [Fact]
    public void Requests_Samples_NameEveryEngine()
    {
        var options = new CatalogOptions { UserFolder = null };
        var engines = ModelCatalog.Load(options, TaskTaxonomy.Load(options.TasksFile)).Cards.Where(card => card.IsLocal).Select(card => card.Id);

        engines.Except(Requests.Select(line => (string)JsonNode.Parse((string)line.Data)!["engine"]!)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Ask_SampleRequest_IsAnsweredByItsEngine(string line)
    {
        foreach (var (program, package) in ((string, string)[])[("tesseract", "tesseract-ocr"), ("pdftotext", "poppler-utils"), ("espeak-ng", "espeak-ng"), ("apertium", "apertium apertium-eng-spa"), ("ffmpeg", "ffmpeg"), ("convert", "imagemagick")])
        {
            EngineHost.Needs(program, package);
        }

        var sample = JsonNode.Parse(line)!;
        string[] files = [.. sample["files"]!.AsArray().SelectMany(file => (string[])["--file", EngineHost.SamplePath((string)file!)])];

        var (code, output, error) = await _planner.RunAsync(["ask", (string)sample["request"]!, .. files, "--json", "--offline"]);

        code.ShouldBe(0, error);
        var result = JsonDocument.Parse(output).RootElement;
        result.GetProperty("status").GetString().ShouldBe("completed");
        result.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("model").GetString()).ShouldContain((string)sample["engine"]!);
        result.GetProperty("answer").GetString().ShouldNotBeNullOrWhiteSpace();
        if ((string?)sample["says"] is { } words)
        {
            result.GetProperty("answer").GetString().ShouldNotBeNull().ShouldContain(words);
        }

        if ((string?)sample["makes"] is { } mediaType)
        {
            result.GetProperty("artifacts").EnumerateArray().Select(file => file.GetProperty("mediaType").GetString()).ShouldContain(mediaType);
        }
    }

    public void Dispose() => _planner.Dispose();
}
