using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Planner.Inference.OpenAI;
using Planner.Routing;
using Planner.ScriptedServer;

namespace Planner.IntegrationTests.OpenAI;

public sealed class ControllerProbeTests : IAsyncLifetime
{
    private ChatHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await ChatHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Look_Vllm_KnowsModelAndContext()
    {
        _host.Server.Models = [JsonNode.Parse("""{"id":"Qwen/Qwen3-8B","owned_by":"vllm","max_model_len":40960}""")!.AsObject()];

        var report = await Probe(options => options.Model = null).LookAsync(Cancellation);

        report.Ok.ShouldBeTrue(report.Detail);
        report.Detail.ShouldContain("Qwen/Qwen3-8B");
        report.Detail.ShouldContain("40960 tokens");
        report.Detail.ShouldContain("egress machine");
        var model = _host.Controller(options => options.Model = null);
        model.Id.ShouldBe("Qwen/Qwen3-8B");
        model.ContextTokens.ShouldBe(40_960);
    }

    [Theory]
    [InlineData("/props", """{"default_generation_settings":{"n_ctx":6144},"modalities":{"vision":true}}""", 6144, true)]
    [InlineData("/api/show", """{"model_info":{"llama.context_length":131072},"parameters":"num_ctx 16384\nstop \"x\"","capabilities":["completion","vision"]}""", 16384, true)]
    [InlineData("/api/show", """{"model_info":{"llama.context_length":131072},"capabilities":["completion","tools"]}""", 4096, false)]
    [InlineData("/api/v0/models", """{"data":[{"id":"test-model","type":"vlm","loaded_context_length":5000,"max_context_length":32768}]}""", 5000, true)]
    [InlineData("/info", """{"model_id":"test-model","max_total_tokens":2048,"max_input_tokens":2000}""", 2048, false)]
    public async Task Look_ServersOwnWay_TellsContextAndSight(string path, string answer, int context, bool sees)
    {
        _host.Server.Models = [new JsonObject { ["id"] = ChatHost.Model }];
        _host.Server.When(request => request.Path == path, ScriptedReply.Json(JsonNode.Parse(answer)!));

        (await Probe().LookAsync(Cancellation)).Ok.ShouldBeTrue();

        var model = _host.Controller();
        model.ContextTokens.ShouldBe(context);
        model.SeesImages.ShouldBe(sees);
    }

    [Fact]
    public async Task Look_RouterWithPrices_KnowsThem()
    {
        _host.Server.Models =
        [
            JsonNode.Parse("""{"id":"a/b-7b","providers":[{"provider":"x","status":"live","context_length":8000,"pricing":{"input":0.2,"output":0.4},"supports_structured_output":false}]}""")!.AsObject(),
            JsonNode.Parse("""{"id":"a/c-8b","providers":[{"provider":"x","status":"live","context_length":9000,"pricing":{"input":0.5,"output":1.5},"supports_structured_output":true},{"provider":"y","status":"error"}]}""")!.AsObject(),
        ];

        (await Probe(options => options.Model = null).LookAsync(Cancellation)).Ok.ShouldBeTrue();

        var model = _host.Controller(options => options.Model = null);
        model.Id.ShouldBe("a/c-8b");
        model.OutputUsdPerMillion.ShouldBe(1.5m);
        model.ContextTokens.ShouldBe(9000);
    }

    [Fact]
    public async Task Look_ModelNotThere_SaysSo()
    {
        var report = await Probe().LookAsync(Cancellation);

        report.Ok.ShouldBeFalse();
        report.Detail.ShouldContain(ChatHost.Model);
        report.Fix!.ShouldContain("Planner:Controller:Model");
    }

    [Fact]
    public async Task Look_NothingConfigured_OffersAServerOnItsUsualPort()
    {
        _host.Server.Models = [JsonNode.Parse("""{"id":"llama3.1:8b","owned_by":"library"}""")!.AsObject()];
        var services = _host.Process(options => options.BaseUrl = null);
        var probe = new ControllerProbe(services.GetRequiredService<IOptions<OpenAIOptions>>(), services.GetRequiredService<OpenAIEndpoints>())
        {
            Usual = [("nobody", new("http://127.0.0.1:1/v1")), ("someone", _host.Server.BaseUrl)],
        };

        var report = await probe.LookAsync(Cancellation);

        report.Ok.ShouldBeTrue();
        report.Detail.ShouldContain("Ollama");
        report.Fix.ShouldBe($"Use it: export OPENAI_BASE_URL={_host.Server.BaseUrl}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(ChatHost.Model)]
    public async Task Learn_FirstStart_KnowsNameAndContextBeforeTheFirstCallAndAsksOnce(string? named)
    {
        _host.Server.Models = [new JsonObject { ["id"] = ChatHost.Model }];
        _host.Server.When(request => request.Path == "/api/show", ScriptedReply.Json(JsonNode.Parse("""{"model_info":{"llama.context_length":131072},"capabilities":["completion"]}""")!));

        await Probe(options => options.Model = named).LearnAsync(Egress.Machine, Cancellation);
        var asked = _host.Server.Requests.Count;
        await Probe(options => options.Model = named).LearnAsync(Egress.Machine, Cancellation);

        var model = _host.Controller(options => options.Model = named);
        model.Id.ShouldBe(ChatHost.Model);
        model.ContextTokens.ShouldBe(4096);
        _host.Server.Requests.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task Learn_NameThatTheListHasNot_StillKnowsWhatTheServerTakes()
    {
        _host.Server.Models = [new JsonObject { ["id"] = "model.gguf" }];
        _host.Server.When(request => request.Path == "/props", ScriptedReply.Json(JsonNode.Parse("""{"default_generation_settings":{"n_ctx":6144}}""")!));

        await Probe().LearnAsync(Egress.Machine, Cancellation);

        _host.Controller().ContextTokens.ShouldBe(6144);
    }

    [Fact]
    public async Task Learn_BeyondTheCeiling_AsksNobody()
    {
        await Probe(options => (options.Model, options.Egress) = (null, Egress.Cloud)).LearnAsync(Egress.Machine, Cancellation);

        _host.Server.Requests.ShouldBeEmpty();
    }

    private ControllerProbe Probe(Action<OpenAIOptions>? configure = null) => _host.Process(configure).GetRequiredService<ControllerProbe>();
}
