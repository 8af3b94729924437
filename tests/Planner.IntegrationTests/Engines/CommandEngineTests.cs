using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Inference;
using Planner.Inference.Local.Commands;
using Planner.Values;

namespace Planner.IntegrationTests.Engines;

public sealed class CommandEngineTests : IDisposable
{
    private readonly EngineHost _host = new();

    [Fact]
    public async Task Run_ProgramThatPrints_GivesItsText()
    {
        Engine("shout", """{"id":"command/shout","task":"text-generation","description":"Prints its arguments, one on a line.","program":"printf","arguments":["%s|","say","{text}"]}""");

        (await TextAsync("command/shout", "text-generation", new() { ["text"] = new TextValue("a b; $(touch pwned) \"c\"") })).ShouldBe("say|a b; $(touch pwned) \"c\"|");
    }

    [Theory]
    [InlineData("-n", " -n|")]
    [InlineData("@/etc/passwd", " @/etc/passwd|")]
    [InlineData("a -n", "a -n|")]
    public async Task Run_TextThatBeginsLikeAnOption_GetsASpace(string text, string printed)
    {
        Engine("shout", """{"id":"command/shout","task":"text-generation","description":"d","program":"printf","arguments":["<%s|","{text}"]}""");

        (await TextAsync("command/shout", "text-generation", new() { ["text"] = new TextValue(text) })).ShouldBe("<" + printed);
    }

    [Fact]
    public async Task Run_ValueAfterDoubleDashOrWithinAnArgument_StaysAsItIs()
    {
        Engine("shout", """{"id":"command/shout","task":"text-generation","description":"d","program":"printf","arguments":["<%s|","--text={text}","--","{text}"]}""");

        (await TextAsync("command/shout", "text-generation", new() { ["text"] = new TextValue("-n") })).ShouldBe("<--text=-n|<--|<-n|");
    }

    [Fact]
    public async Task Run_ParameterThatBeginsLikeAnOption_IsRefused()
    {
        Engine("say", """{"id":"command/say","task":"translation","description":"d","program":"printf","arguments":["<%s|",["{target_language}"],"{text}"]}""");

        var result = await _host.RunAsync(
            "command/say", "translation", new() { ["text"] = new TextValue("hi") }, new JsonObject { ["target_language"] = "--config=/tmp/x" });

        result.Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.BadInput);
        result.Error.Message.ShouldContain("would be taken for an option");
    }

    [Theory]
    [InlineData("es", "<--to|<es|<hi|")]
    [InlineData(null, "<hi|")]
    public async Task Run_ListOfArguments_IsLeftOutWithoutItsValue(string? language, string printed)
    {
        Engine("say", """{"id":"command/say","task":"translation","description":"d","program":"printf","arguments":["<%s|",["--to","{target_language}"],"{text}"]}""");

        (await TextAsync("command/say", "translation", new() { ["text"] = new TextValue("hi") }, language is null ? null : new JsonObject { ["target_language"] = language })).ShouldBe(printed);
    }

    [Fact]
    public async Task Run_ProgramThatWritesAFile_GivesAnArtifact()
    {
        Engine("copy", """{"id":"command/copy","task":"image-to-image","description":"Copies.","program":"cp","arguments":["{image}","{output}.jpg"],"output":"file","timeoutSeconds":20}""");

        var result = await _host.RunAsync("command/copy", "image-to-image", new() { ["image"] = await _host.SampleAsync("landscape.jpg") });

        var file = result.Value.ShouldBeOfType<ArtifactValue>().Artifact;
        (file.Name, file.MediaType).ShouldBe(("landscape-copy.jpg", "image/jpeg"));
    }

    [Fact]
    public async Task Run_Input_GoesToStandardInput()
    {
        Engine("upper", """{"id":"command/upper","task":"text-generation","description":"d","program":"tr","arguments":["a-z","A-Z"],"input":"{text}"}""");

        (await TextAsync("command/upper", "text-generation", new() { ["text"] = new TextValue("-n hello") })).ShouldBe("-N HELLO");
    }

    [Fact]
    public async Task Run_JsonTask_GivesStructuredValue()
    {
        Engine("label", """{"id":"command/label","task":"text-classification","description":"d","program":"printf","arguments":["%s","[{{\"label\":\"news\",\"score\":0.9}}]"]}""");
        Engine("broken", """{"id":"command/broken","task":"text-classification","description":"d","program":"printf","arguments":["not json"]}""");

        var result = await _host.RunAsync("command/label", "text-classification", new() { ["text"] = new TextValue("x") });

        result.Value.ShouldBeOfType<StructuredValue>().Json[0].GetProperty("label").GetString().ShouldBe("news");
        (await _host.RunAsync("command/broken", "text-classification", new() { ["text"] = new TextValue("x") })).Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.Model);
    }

    [Theory]
    [InlineData("false", "exit code 1")]
    [InlineData("true", "gave nothing")]
    public async Task Run_ProgramFailsOrGivesNothing_IsAFailure(string program, string says)
    {
        Engine("bad", $$"""{"id":"command/bad","task":"text-generation","description":"d","program":"{{program}}","arguments":[]}""");

        var result = await _host.RunAsync("command/bad", "text-generation", new() { ["text"] = new TextValue("x") });

        result.Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.Model);
        result.Error.Message.ShouldContain(says);
    }

    [Fact]
    public async Task Run_WrongKindOfFile_IsAFailure()
    {
        Engine("wrong", """{"id":"command/wrong","task":"image-to-image","description":"d","program":"cp","arguments":["/etc/hostname","{output}"],"output":"file"}""");

        var result = await _host.RunAsync("command/wrong", "image-to-image", new() { ["image"] = await _host.SampleAsync("landscape.jpg") });

        result.Error.ShouldNotBeNull().Message.ShouldContain("where image is due");
    }

    [Fact]
    public void CanRun_ProgramMissing_SaysTheFix()
    {
        Engine("gone", """{"id":"command/gone","task":"text-generation","description":"d","program":"no-such-program","arguments":["{text}"],"fix":"make install"}""");

        _host.CanRun("command/gone", "text-generation").ShouldBe(Runnability.No("no-such-program is not installed", "make install"));
    }

    [Fact]
    public async Task Load_Files_BecomeCardsAndStatusesAndBrokenOnesNameThemselves()
    {
        Engine("a", """{"id":"command/a","task":"Text Generation","description":"Says yes.","program":"echo","arguments":["yes"],"languages":["en","ru"],"experimental":true}""");
        Engine("b", """{"id":"command/b" "task":"text-generation"}""");

        var catalog = ModelCatalog.Load(new CatalogOptions { UserFolder = null }, _host.Get<TaskTaxonomy>(), [_host.Get<CommandEngines>()]);
        var statuses = await _host.Engines.ProbeAsync(TestContext.Current.CancellationToken);

        catalog.TryGet("command/a", out var card).ShouldBeTrue();
        card!.Tasks.ShouldBe(["text-generation"]);
        card.Languages.ShouldBe(["en", "ru"]);
        card.Experimental.ShouldBeTrue();
        card.IsLocal.ShouldBeTrue();
        _host.Get<ModelCatalog>().TryGet("command/a", out _).ShouldBeTrue();
        statuses.Single(status => status.Id == "command/a").Available.ShouldBeTrue();
        var broken = statuses.Single(status => status.Id == "command/b");
        broken.Available.ShouldBeFalse();
        broken.Detail.ShouldContain(Path.Combine(Options<Inference.Local.LocalEngineOptions>().CommandFolder!, "b.json"));
        broken.Detail.ShouldContain("line 1");
    }

    [Theory]
    [InlineData("""{"id":"echo","task":"text-generation","description":"d","program":"echo","arguments":[]}""", "has the id 'echo'")]
    [InlineData("""{"id":"command/x","task":"mind-reading","description":"d","program":"echo","arguments":[]}""", "'mind-reading', which is not in tasks.json")]
    [InlineData("""{"id":"command/x","task":"text-generation","description":"d","program":"./run it","arguments":[]}""", "has the program './run it'")]
    [InlineData("""{"id":"command/x","task":"text-generation","description":"d","program":"echo","arguments":["{image}"]}""", "placeholder '{image}'")]
    [InlineData("""{"id":"command/x","task":"translation","description":"d","program":"echo","arguments":["--to","{target_language}"]}""", "not always given")]
    [InlineData("""{"id":"command/x","task":"text-generation","description":"d","program":"echo","arguments":["{text"]}""", "no placeholder")]
    [InlineData("""{"id":"command/x","task":"text-generation","description":"d","program":"echo","arguments":["{text}"],"output":"file"}""", "no {output}")]
    [InlineData("""{"id":"command/x","task":"text-generation","description":"d","program":"echo","arguments":["{text}"],"ouput":"file"}""", "ouput")]
    [InlineData("""{"id":"command/x","task":"text-generation","description":"d","program":"echo","arguments":["{text}"],"output":"screen"}""", "has the output 'screen'")]
    [InlineData("""{"id":"command/x","task":"text-generation","description":"d","program":"echo"}""", "arguments")]
    public async Task Load_BrokenFile_SaysWhatIsWrong(string content, string says)
    {
        Engine("broken", content);

        var status = (await _host.Engines.ProbeAsync(TestContext.Current.CancellationToken)).Single(status => status.Id == "command/broken");

        status.Detail.ShouldContain(says);
    }

    public void Dispose() => _host.Dispose();

    private T Options<T>()
        where T : class => _host.Get<IOptions<T>>().Value;

    private void Engine(string name, string json)
    {
        Directory.CreateDirectory(_host.Scratch("engines"));
        File.WriteAllText(Path.Combine(_host.Scratch("engines"), name + ".json"), json);
    }

    private async Task<string> TextAsync(string engine, string task, Dictionary<string, Value> inputs, JsonObject? parameters = null)
    {
        var result = await _host.RunAsync(engine, task, inputs, parameters);
        result.Error.ShouldBeNull();
        return result.Value.ShouldBeOfType<TextValue>().Text;
    }
}
