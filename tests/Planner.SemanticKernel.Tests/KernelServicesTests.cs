using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.AudioToText;
using Microsoft.SemanticKernel.ImageToText;
using Planner.Chat;
using Planner.Inference;
using Planner.Planning;
using Planner.Routing;
using Planner.Runs;
using Planner.ScriptedServer;
using Planner.Values;

namespace Planner.SemanticKernel.Tests;

/// <summary>A kernel's services, behind Semantic Kernel's own OpenAI connector, as Planner's controller and models.</summary>
public sealed class KernelServicesTests
{
    // A fifth of a second of a square wave: what is silent is no speech.
    private static readonly byte[] Wav =
    [
        .. "RIFF"u8, 0xA4, 0x0C, 0, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x80, 0x3E, 0, 0, 2, 0, 16, 0, .. "data"u8, 0x80, 0x0C, 0, 0,
        .. Enumerable.Range(0, 1600).SelectMany(sample => (byte[])[0, (byte)(sample % 8 < 4 ? 0x40 : 0xC0)]),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Controller_KernelsChatService_Plans()
    {
        await using var host = await KernelHost.StartAsync(null, (services, kernel) =>
        {
            services.AddKernelServices(kernel, new KernelServiceOptions { Egress = Egress.Machine });
            services.Configure<ControllerOptions>(options => options.Mode = ControllerMode.Llm);
        });
        host.Server.When(chat => chat.IsChat, """{"id":"s1","task":"text-classification","instruction":"mood","inputs":{"text":"I love it"}}""");

        var run = await RunAsync(host, new Request { Text = "How does \"I love it\" feel?" });

        run.Planner.ShouldBe("kernel/scripted");
        run.Step("s1")!.Status.ShouldBe(StepStatus.Succeeded);
        host.Server.Chats.Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Controller_ThatFails_IsAFailureOfTheChatAndTheEmbeddedOnePlans()
    {
        await using var host = await KernelHost.StartAsync(null, (services, kernel) =>
        {
            services.AddKernelServices(kernel, new KernelServiceOptions { Egress = Egress.Machine });
            services.Configure<ControllerOptions>(options => options.Mode = ControllerMode.Llm);
        });
        host.Server.Otherwise = _ => ScriptedReply.Error(401, "Incorrect API key provided.", "invalid_api_key");
        var model = host.Planner.GetRequiredService<ChatModel>();

        var error = await Should.ThrowAsync<ChatException>(async () =>
        {
            await foreach (var _ in model.Client.GetStreamingResponseAsync([new(Microsoft.Extensions.AI.ChatRole.User, "Hi")], cancellationToken: Stop))
            {
            }
        });
        var run = await RunAsync(host, new Request { Text = "Is this review positive or negative: \"I love this phone, it is great\"" });

        error.Kind.ShouldBe(ChatErrorKind.Unauthorized);
        run.Status.ShouldBe(RunStatus.Completed, run.Failure?.Message);
        run.Answer.ShouldContain("POSITIVE");
    }

    [Fact]
    public async Task Embeddings_KernelsGenerator_IsAModel()
    {
        await using var host = await KernelHost.StartAsync(
            (builder, server) => builder.AddOpenAIEmbeddingGenerator("embed", new OpenAI.OpenAIClient(new System.ClientModel.ApiKeyCredential("key"), new OpenAI.OpenAIClientOptions { Endpoint = server.BaseUrl })),
            (services, kernel) => services.AddKernelServices(kernel, new KernelServiceOptions { AsController = false }));

        var result = await CallAsync(host, "kernel/embed", "feature-extraction", ("text", new TextValue("hello")));

        result.Error.ShouldBeNull();
        result.Value.ShouldBeOfType<StructuredValue>().Json.GetArrayLength().ShouldBeGreaterThan(1);
        host.Server.Requests.ShouldContain(request => request.Path == "/v1/embeddings");
    }

    [Fact]
    public async Task Speech_KernelsService_IsAModel()
    {
        await using var host = await KernelHost.StartAsync(
            (builder, server) => builder.AddOpenAITextToAudio("speaker", "key", httpClient: Loopback(server)),
            (services, kernel) => services.AddKernelServices(kernel, new KernelServiceOptions { AsController = false }));
        host.Server.When(request => request.Path.EndsWith("/audio/speech", StringComparison.Ordinal), ScriptedReply.Bytes(Wav, "audio/wav"));

        var result = await CallAsync(host, "kernel/speaker", "text-to-speech", ("text", new TextValue("hello")));

        result.Error?.ToString().ShouldBeNull();
        result.Value.ShouldBeOfType<ArtifactValue>().Artifact.MediaType.ShouldBe("audio/wav");
    }

    [Fact]
    public async Task PicturesAndSounds_KernelsServices_AreModels()
    {
        await using var host = await KernelHost.StartAsync(
            (builder, _) =>
            {
                builder.Services.AddSingleton<IImageToTextService>(new Seer());
                builder.Services.AddSingleton<IAudioToTextService>(new Hearer());
            },
            (services, kernel) => services.AddKernelServices(kernel, new KernelServiceOptions { AsController = false }));
        var sound = new ArtifactValue(await host.Artifacts.PutAsync(new MemoryStream(Wav), "a.wav", Stop));

        var heard = await CallAsync(host, "kernel/hearer", "automatic-speech-recognition", ("audio", sound));
        var broken = await CallAsync(host, "kernel/image-to-text", "image-to-text", ("image", new ArtifactValue(await host.Artifacts.PutAsync(new MemoryStream([0x89, .. "PNG\r\n\x1a\n"u8]), "a.png", Stop))));

        ValueText.Of(heard.Value!).ShouldBe($"heard {Wav.Length} bytes");
        broken.Error!.Message.ShouldContain("no eyes");
        broken.Error.Kind.ShouldBe(StepErrorKind.Model);
    }

    private static HttpClient Loopback(ScriptedChatServer server) => new() { BaseAddress = server.BaseUrl };

    private static async Task<RunState> RunAsync(KernelHost host, Request request)
    {
        var runs = host.Planner.GetRequiredService<IRunService>();
        var id = await runs.StartAsync(request, Stop);
        await runs.WaitAsync(id, Stop);
        return (await host.Journal.FindAsync(id, Stop))!;
    }

    private static Task<InferenceResult> CallAsync(KernelHost host, string model, string task, params (string Slot, Value Value)[] inputs) =>
        host.Planner.GetRequiredService<IModelCaller>().CallAsync(
            new ModelCall { Model = model, Task = task, Inputs = inputs.ToDictionary(pair => pair.Slot, pair => pair.Value), Ceiling = Egress.Cloud }, Stop);

    private sealed class Seer : IImageToTextService
    {
        public IReadOnlyDictionary<string, object?> Attributes { get; } = new Dictionary<string, object?>();

        public Task<IReadOnlyList<TextContent>> GetTextContentsAsync(ImageContent content, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("no eyes");
    }

    private sealed class Hearer : IAudioToTextService
    {
        public IReadOnlyDictionary<string, object?> Attributes { get; } = new Dictionary<string, object?> { ["ModelId"] = "hearer" };

        public Task<IReadOnlyList<TextContent>> GetTextContentsAsync(AudioContent content, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<TextContent>>([new TextContent($"heard {content.Data!.Value.Length} bytes")]);
    }
}
