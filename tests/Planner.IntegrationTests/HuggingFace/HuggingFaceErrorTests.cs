using System.Text;
using Microsoft.AspNetCore.Http;
using Planner.Catalog;
using Planner.Inference;
using Planner.Values;

namespace Planner.IntegrationTests.HuggingFace;

/// <summary>What went wrong is told with its fix, over real HTTP.</summary>
public sealed class HuggingFaceErrorTests
{
    [Theory]
    [InlineData(400, """{"error":{"message":"top_k must be positive","type":"invalid"}}""", StepErrorKind.Model, "top_k must be positive", "parameters")]
    [InlineData(401, """{"error":"Invalid username or password."}""", StepErrorKind.Model, "refused the token (401): Invalid username or password.", "Set HF_TOKEN to a valid token")]
    [InlineData(402, """{"error":"You have exceeded your monthly included credits"}""", StepErrorKind.Model, "exceeded your monthly included credits", "huggingface.co/settings/billing")]
    [InlineData(403, """{"error":"gated"}""", StepErrorKind.Model, "may not use org/model", "Accept the model's terms at https://huggingface.co/org/model")]
    [InlineData(404, """{"error":"Model org/model does not exist"}""", StepErrorKind.Model, "does not exist", "Choose another model")]
    [InlineData(413, "", StepErrorKind.Model, "too large", "Send a smaller file")]
    [InlineData(422, """{"error":"Template error: template not found","error_type":"template_error"}""", StepErrorKind.Model, "template not found", "Check the step's parameters")]
    [InlineData(422, """{"detail":[{"loc":["body","inputs"],"msg":"field required"}]}""", StepErrorKind.Model, "body.inputs: field required", "Check the step's parameters")]
    [InlineData(429, """{"error":"Too many requests"}""", StepErrorKind.Unavailable, "too often", "MaxParallelSteps")]
    [InlineData(500, """{"error":"CUDA out of memory"}""", StepErrorKind.Unavailable, "CUDA out of memory", "scaled to zero")]
    [InlineData(503, """{"error":"Model is loading","estimated_time":20.5}""", StepErrorKind.Unavailable, "loading or overloaded", "Try again in a minute")]
    [InlineData(504, "<html>gateway timeout</html>", StepErrorKind.Unavailable, "took too long", "smaller input")]
    public async Task RunAsync_AFailureOfTheServer_NamesTheFix(int status, string body, StepErrorKind kind, string said, string fix)
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var error = (await host.Answers(body, status).RunAsync("text-classification", Text)).Error!;

        error.Kind.ShouldBe(kind);
        error.Message.ShouldContain(said);
        error.Fix!.ShouldContain(fix);
        error.Message.ShouldNotContain("<html>");
        host.Server.Requests.Count.ShouldBe(1, "trying again is the step runner's matter");
    }

    [Theory]
    [InlineData("Retry-After", "7", 7)]
    [InlineData("RateLimit", "\"api\";r=0;t=55", 55)]
    public async Task RunAsync_ABusyServer_SaysWhenToComeBack(string header, string value, double seconds)
    {
        await using var host = await HuggingFaceHost.StartAsync();
        host.Server.Answer = (_, context) =>
        {
            context.Response.Headers[header] = value;
            return LoopbackServer.JsonAsync(context, """{"error":"slow down"}""", 429);
        };

        (await host.RunAsync("text-classification", Text)).Error!.RetryAfterSeconds.ShouldBe(seconds);
    }

    [Fact]
    public async Task RunAsync_AModelThatLoads_IsAskedAgainAfterItsOwnEstimate()
    {
        await using var host = await HuggingFaceHost.StartAsync();

        (await host.Answers("""{"error":"Model is loading","estimated_time":20.5}""", 503).RunAsync("text-classification", Text)).Error!.RetryAfterSeconds.ShouldBe(20.5);
    }

    [Fact]
    public async Task RunAsync_AnErrorInAStreamThatBeganWell_IsAFailureWithItsWords()
    {
        await using var host = await HuggingFaceHost.StartAsync();
        Stream(host, "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\ndata:{\"error\":\"Input validation error: too long\",\"error_type\":\"validation\"}\n\n");

        var error = (await host.RunAsync("text-generation", Text, card: Chat)).Error!;

        error.Kind.ShouldBe(StepErrorKind.Model);
        error.ToString().ShouldContain("Input validation error: too long. Shorten or correct the input");
    }

    [Theory]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\n")]
    [InlineData("")]
    public async Task RunAsync_AStreamWithoutAnEnd_IsBrokenAndNoAnswer(string stream)
    {
        await using var host = await HuggingFaceHost.StartAsync();
        Stream(host, stream);

        var error = (await host.RunAsync("text-generation", Text, card: Chat)).Error!;

        error.Kind.ShouldBe(StepErrorKind.Unavailable);
        error.Message.ShouldContain("broke off");
    }

    [Fact]
    public async Task RunAsync_AConnectionCutInTheStream_IsBroken()
    {
        await using var host = await HuggingFaceHost.StartAsync();
        host.Server.Answer = async (_, context) =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\n");
            await context.Response.Body.FlushAsync();
            context.Abort();
        };

        // Whether the headers came through before the cut is chance; either way it may be tried again, and is no answer.
        (await host.RunAsync("text-generation", Text, card: Chat)).Error!.Kind.ShouldBe(StepErrorKind.Unavailable);
    }

    [Fact]
    public async Task RunAsync_AServerThatIsNotThere_SaysWhichAndWhatToCheck()
    {
        await using var host = await HuggingFaceHost.StartAsync(options => options.BaseUrl = "http://127.0.0.1:1");

        var error = (await host.RunAsync("text-classification", Text)).Error!;

        error.Kind.ShouldBe(StepErrorKind.Unavailable);
        error.ToString().ShouldContain("127.0.0.1 can't be reached");
        error.Fix!.ShouldContain("HTTPS_PROXY");
    }

    [Fact]
    public async Task RunAsync_AReplyLargerThanTheLimit_IsNotKept()
    {
        await using var host = await HuggingFaceHost.StartAsync(options => options.MaxReplyBytes = 2000);

        (await host.Answers("image/png", new byte[3000]).RunAsync("text-to-image", Text)).Error!.ToString().ShouldContain("MaxReplyBytes");
    }

    [Fact]
    public async Task RunAsync_AfterTheTokenWasRefused_AsksNobodyUntilAnotherTokenIsThere()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "hf_old", TestContext.Current.CancellationToken);
        await using var host = await HuggingFaceHost.StartAsync(options => options.Token = $"file:{file}");
        host.Server.Answer = (request, context) => request.Key == "Bearer hf_new"
            ? LoopbackServer.JsonAsync(context, """[{"label":"a","score":1}]""")
            : LoopbackServer.JsonAsync(context, """{"error":"expired"}""", 401);

        var first = await host.RunAsync("text-classification", Text);
        var second = await host.RunAsync("text-classification", Text);
        await File.WriteAllTextAsync(file, "hf_new", TestContext.Current.CancellationToken);
        var third = await host.RunAsync("text-classification", Text);

        second.Error.ShouldBe(first.Error);
        third.Error.ShouldBeNull();
        host.Server.Requests.Select(request => request.Key).ShouldBe(["Bearer hf_old", "Bearer hf_new"]);
        File.Delete(file);
    }

    private static readonly ModelCard Chat = HuggingFaceHost.Card("text-generation", mapped: "conversational");

    private static Dictionary<string, Value> Text => new() { ["text"] = new TextValue("Hi") };

    private static void Stream(HuggingFaceHost host, string events) => host.Answers("text/event-stream", Encoding.UTF8.GetBytes(events));
}
