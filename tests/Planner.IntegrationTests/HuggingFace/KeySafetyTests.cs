using Planner.Inference.HuggingFace.Hub;
using Planner.Values;

namespace Planner.IntegrationTests.HuggingFace;

/// <summary>The token stays with the router and the Hub.</summary>
public sealed class KeySafetyTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task RunAsync_ARedirectToAnotherHost_IsNotFollowed(int status)
    {
        await using var other = await LoopbackServer.StartAsync();
        await using var host = await HuggingFaceHost.StartAsync();
        host.Server.Answer = (_, context) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = $"{other.Url}/take";
            return Task.CompletedTask;
        };

        var error = (await host.RunAsync("text-classification", Text)).Error!;

        error.ToString().ShouldContain("redirect to 127.0.0.1, which is not followed");
        other.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task CardAsync_ARedirectToAnotherHost_IsFollowedWithoutTheToken()
    {
        await using var other = await LoopbackServer.StartAsync();
        other.Answer = (_, context) => LoopbackServer.WriteAsync(context, "text/markdown", "# Card"u8.ToArray());
        await using var host = await HuggingFaceHost.StartAsync();
        host.Server.Answer = (_, context) =>
        {
            context.Response.Redirect($"{other.Url}/README.md");
            return Task.CompletedTask;
        };

        (await host.Get<HubClient>().CardAsync("org/model", TestContext.Current.CancellationToken)).ShouldBe("# Card");

        host.Server.Requests[0].Key.ShouldBe("Bearer hf_testtoken");
        other.Requests.ShouldHaveSingleItem().Key.ShouldBeNull();
    }

    [Fact]
    public async Task RunAsync_AResultAtAnotherHost_IsFetchedWithoutTheToken()
    {
        await using var other = await LoopbackServer.StartAsync();
        other.Answer = (_, context) => LoopbackServer.WriteAsync(context, "image/png", File.ReadAllBytes(Engines.EngineHost.SamplePath("pismo.png")));
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers($$"""{"output":["{{other.Url}}/image.png"]}""").RunAsync("text-to-image", Text);

        result.Error.ShouldBeNull();
        other.Requests.ShouldHaveSingleItem().Key.ShouldBeNull();
    }

    [Fact]
    public async Task PageAsync_ANextPageAtAnotherHost_IsRefused()
    {
        await using var host = await HuggingFaceHost.StartAsync();
        host.Server.Answer = (_, context) =>
        {
            context.Response.Headers.Link = "<https://elsewhere.example/api/models>; rel=\"next\"";
            return LoopbackServer.JsonAsync(context, "[]");
        };
        var hub = host.Get<HubClient>();

        var thrown = await Should.ThrowAsync<HubException>(() => hub.PageAsync(hub.First(new HubQuery(null, "downloads", 10)), TestContext.Current.CancellationToken));

        thrown.Message.ShouldContain("elsewhere.example");
    }

    [Fact]
    public async Task RunAsync_AServerThatRepeatsTheToken_DoesNotGetItIntoTheMessage()
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var error = (await host.Answers($$"""{"error":"token {{HuggingFaceHost.Token}} has expired"}""", 403).RunAsync("text-classification", Text)).Error!;

        error.Message.ShouldContain("token … has expired");
    }

    [Fact]
    public async Task RunAsync_AnEndpointOutsideHuggingFace_GetsNoToken()
    {
        await using var endpoint = await LoopbackServer.StartAsync();
        endpoint.Answer = (_, context) => LoopbackServer.JsonAsync(context, """[{"label":"a","score":1}]""");
        await using var host = await HuggingFaceHost.StartAsync(options => options.Endpoints["org/model"] = endpoint.Url + "/here");

        var result = await host.RunAsync("text-classification", Text);

        result.Error.ShouldBeNull();
        var request = endpoint.Requests.ShouldHaveSingleItem();
        (request.Path, request.Key).ShouldBe(("/here", null));
        host.Server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://x1.us-east-1.aws.endpoints.huggingface.cloud/", true)]
    [InlineData("https://router.huggingface.co/v1/chat/completions", true)]
    [InlineData("https://huggingface.co/api/models", true)]
    [InlineData("http://x1.us-east-1.aws.endpoints.huggingface.cloud/", false)]
    [InlineData("https://endpoints.huggingface.cloud.example.org/", false)]
    [InlineData("https://huggingface.co.example.org/", false)]
    [InlineData("http://huggingface.co/api/models", false)]
    [InlineData("https://huggingface.co:8443/api/models", false)]
    public async Task For_AnAddress_TheTokenGoesToHuggingFaceAndInNoClearText(string address, bool goes)
    {
        await using var host = await HuggingFaceHost.StartAsync(options => (options.BaseUrl, options.HubUrl) = ("https://router.huggingface.co", "https://huggingface.co"));

        host.Get<Planner.Inference.HuggingFace.Http.Keys>().For(new Uri(address)).ShouldBe(goes ? HuggingFaceHost.Token : null);
    }

    [Fact]
    public async Task CanRun_WithAnotherServicesKey_SaysSoAndKeepsIt()
    {
        await using var host = await HuggingFaceHost.StartAsync(options => (options.BaseUrl, options.Token) = ("https://router.huggingface.co", "sk-other"));

        var answer = host.CanRun(HuggingFaceHost.Card("text-classification"));

        answer.CanRun.ShouldBeFalse();
        answer.Reason.ShouldContain("no Hugging Face token: they begin with hf_");
        answer.Fix!.ShouldContain("HF_TOKEN");
    }

    private static Dictionary<string, Value> Text => new() { ["text"] = new TextValue("Hi") };
}
