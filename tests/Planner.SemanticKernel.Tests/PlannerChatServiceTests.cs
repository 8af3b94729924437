using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Planner.Runs;

namespace Planner.SemanticKernel.Tests;

/// <summary>Planner as the chat model of a kernel.</summary>
public sealed class PlannerChatServiceTests
{
    private const string Review = "Is this review positive or negative: \"I love this phone, it is great\"";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chat_Streamed_GivesTheAnswerInPiecesAndTheRunAtTheEnd()
    {
        await using var host = await KernelHost.StartAsync();
        var text = new StringBuilder();
        StreamingChatMessageContent? last = null;

        await foreach (var piece in Chat(host).GetStreamingChatMessageContentsAsync(History(Review), cancellationToken: Stop))
        {
            text.Append(piece.Content);
            last = piece;
        }

        text.ToString().ShouldContain("POSITIVE");
        (await host.Journal.FindAsync((string)last!.Metadata!["runId"]!, Stop))!.Answer.ShouldBe(text.ToString());
    }

    [Fact]
    public async Task Chat_Whole_IsOneMessageOfTheAssistant()
    {
        await using var host = await KernelHost.StartAsync();
        var history = History("Hello");
        history.AddAssistantMessage("Good day.");
        history.AddUserMessage(Review);
        history.AddSystemMessage("Be brief.");

        var message = await Chat(host).GetChatMessageContentAsync(history, cancellationToken: Stop);

        message.Role.ShouldBe(AuthorRole.Assistant);
        message.Content!.ShouldContain("POSITIVE");
        var request = (await host.Journal.FindAsync((string)message.Metadata!["runId"]!, Stop))!.Request!;
        request.History.ShouldBe([new PastTurn("", "Hello", "Good day.")]);
        request.Instructions.ShouldBe("Be brief.");
    }

    [Fact]
    public async Task Chat_FileInTheMessage_IsAFileOfTheRequest()
    {
        await using var host = await KernelHost.StartAsync();
        var history = new ChatHistory();
        history.AddUserMessage([new TextContent("What is the total amount?"), new BinaryContent(Encoding.UTF8.GetBytes("name,amount\nAnn,5\nBob,7\n"), "text/csv")]);

        var message = await Chat(host).GetChatMessageContentAsync(history, cancellationToken: Stop);

        message.Content!.ShouldContain("12");
    }

    [Fact]
    public async Task Chat_WithoutAnAnswer_Throws()
    {
        await using var host = await KernelHost.StartAsync();

        await Should.ThrowAsync<BadRequestException>(() => Chat(host).GetChatMessageContentAsync([], cancellationToken: Stop));
    }

    [Fact]
    public async Task Chat_StreamLeftEarly_CancelsTheRun()
    {
        await using var host = await KernelHost.StartAsync();
        await foreach (var _ in Chat(host).GetStreamingChatMessageContentsAsync(History(Review), cancellationToken: Stop))
        {
            break;
        }

        var run = (await host.Journal.ListAsync(1, null, Stop))[0];
        await host.Planner.GetRequiredService<IRunService>().WaitAsync(run.Id, Stop);
        (await host.Journal.FindAsync(run.Id, Stop))!.Status.HasEnded().ShouldBeTrue();
    }

    private static IChatCompletionService Chat(KernelHost host)
    {
        var builder = Kernel.CreateBuilder();
        builder.Services.AddPlannerChatCompletion(host.Planner);
        return builder.Build().GetRequiredService<IChatCompletionService>();
    }

    private static ChatHistory History(string text)
    {
        var history = new ChatHistory();
        history.AddUserMessage(text);
        return history;
    }
}
