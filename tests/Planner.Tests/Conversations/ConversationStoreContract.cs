using Planner.Conversations;

namespace Planner.Tests.Conversations;

/// <summary>What every store of conversations does.</summary>
public abstract class ConversationStoreContract
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract IConversationStore Store { get; }

    [Fact]
    public async Task Save_New_CanBeFound()
    {
        var saved = await Store.SaveAsync(Talk("c_1") with { Runs = ["r_1"], Assistant = new Assistant("lawyer") { Tasks = ["summarization"] } }, Stop);

        saved.Revision.ShouldBe(1);
        var found = await Store.FindAsync("c_1", Stop);
        found!.Runs.ShouldBe(["r_1"]);
        found.Assistant!.Tasks.ShouldBe(["summarization"]);
        found.Revision.ShouldBe(1);
        (await Store.FindAsync("c_2", Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Save_FromAnOlderOne_IsRefused()
    {
        var first = await Store.SaveAsync(Talk("c_1"), Stop);
        await Store.SaveAsync(first with { Title = "by another" }, Stop);

        await Should.ThrowAsync<ConversationChangedException>(() => Store.SaveAsync(first with { Title = "late" }, Stop));
        await Should.ThrowAsync<ConversationChangedException>(() => Store.SaveAsync(Talk("c_1"), Stop));
        (await Store.FindAsync("c_1", Stop))!.Title.ShouldBe("by another");
    }

    [Fact]
    public async Task Save_RemovedMeanwhile_IsRefused()
    {
        var first = await Store.SaveAsync(Talk("c_1"), Stop);
        (await Store.RemoveAsync("c_1", Stop)).ShouldBeTrue();

        await Should.ThrowAsync<ConversationChangedException>(() => Store.SaveAsync(first, Stop));
        (await Store.RemoveAsync("c_1", Stop)).ShouldBeFalse();
    }

    [Fact]
    public async Task List_Several_ChangedLastFirst()
    {
        var first = await Store.SaveAsync(Talk("c_1"), Stop);
        await Task.Yield();
        Tick();
        await Store.SaveAsync(Talk("c_2"), Stop);
        Tick();
        await Store.SaveAsync(first with { Title = "again" }, Stop);

        (await Store.ListAsync(10, Stop)).Select(talk => talk.Id).ShouldBe(["c_1", "c_2"]);
        (await Store.ListAsync(1, Stop)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Assistants_SavedListedRemoved_WhateverTheCase()
    {
        await Store.SaveAsync(new Assistant("Lawyer") { Instructions = "Be brief" }, Stop);
        await Store.SaveAsync(new Assistant("lawyer") { Instructions = "Be exact" }, Stop);
        await Store.SaveAsync(new Assistant("Cook"), Stop);

        (await Store.ListAssistantsAsync(Stop)).Select(assistant => assistant.Instructions).ShouldBe([null, "Be exact"]);
        (await Store.RemoveAssistantAsync("LAWYER", Stop)).ShouldBeTrue();
        (await Store.RemoveAssistantAsync("LAWYER", Stop)).ShouldBeFalse();
    }

    protected abstract void Tick();

    private static Conversation Talk(string id) => new() { Id = id };
}
